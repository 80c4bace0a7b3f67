import { useTranslations } from 'next-intl'
import type { SetupReadinessDto } from '@/lib/dto/setup'
import { ReasonText } from '@/components/reasons/reason-text'
import { Notice } from '@/components/ui/notice'
import { DayText } from '@/components/values/day'
import { Money } from '@/components/values/money'
import { ReadinessPoint } from './readiness-point'

type Report = NonNullable<SetupReadinessDto['report']>
type Totals = Report['administrations'][number]

const vendors = { source: 'simplicate', books: 'minox' }

/** What is ready to be booked, and what needs a person. */
export const ReadinessReport = ({ report }: { report: Report }) => {
  const t = useTranslations('setup.readiness')
  const points = countPoints(report)
  return (
    <>
      {points === 0 ? (
        <Notice tone="good">{t('allReady')}</Notice>
      ) : (
        <Notice tone="info">{t('points', { count: points })}</Notice>
      )}
      {report.administrations.map((totals) => (
        <TotalsCard key={`${totals.companyProfile} ${totals.name}`} totals={totals} />
      ))}
      {points > 0 && <Findings report={report} />}
      <p className="text-small text-muted">{t('closedPeriods')}</p>
    </>
  )
}

/** How many things ask for attention. */
export const countPoints = (report: Report): number =>
  report.findings.length +
  report.missingYears.length +
  report.collidingNumbers.length +
  report.sharedEmails.length +
  [report.groupsOnDefault.length, report.debtorsWithoutEmail.count, report.unreadable.count].filter(Boolean).length

const TotalsCard = ({ totals: { name, companyProfile, inScope, ready } }: { totals: Totals }) => {
  const t = useTranslations('setup.readiness')
  return (
    <section className="rounded-control border border-line p-4 sm:p-5">
      <h2 className="font-semibold">{t('pair', { profile: companyProfile, administration: name })}</h2>
      <table className="mt-3 w-full text-small tabular-nums sm:text-body">
        <caption className="sr-only">{t('totals', { administration: name })}</caption>
        <thead className="text-muted">
          <tr>
            <td />
            <th scope="col" className="pb-1 text-end font-normal">
              {t('inScope')}
            </th>
            <th scope="col" className="pb-1 text-end font-normal">
              {t('ready')}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr className="border-t border-line">
            <th scope="row" className="py-1.5 text-start font-normal text-muted">
              {t('invoices')}
            </th>
            <td className="py-1.5 text-end">{inScope.count}</td>
            <td className="py-1.5 text-end">{ready.count}</td>
          </tr>
          {(['netCents', 'vatCents', 'grossCents'] as const).map((sum) => (
            <tr key={sum} className="border-t border-line last:font-semibold">
              <th scope="row" className="py-1.5 text-start font-normal text-muted">
                {t(`sum.${sum}`)}
              </th>
              <td className="py-1.5 text-end">
                <Money cents={inScope[sum]} />
              </td>
              <td className="py-1.5 text-end">
                <Money cents={ready[sum]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Findings = ({ report }: { report: Report }) => {
  const t = useTranslations('setup.readiness')
  const { groupsOnDefault, debtorsWithoutEmail, sharedEmails, collidingNumbers, missingYears, unreadable } = report
  return (
    <section aria-labelledby="points" className="space-y-3">
      <h2 id="points" className="text-heading font-semibold">
        {t('pointsTitle')}
      </h2>
      <ul className="space-y-3">
        {report.findings.map(({ reason, count, examples }) => (
          <ReadinessPoint
            key={`${reason.code} ${JSON.stringify(reason.params)}`}
            title={t('waiting', { count })}
            examples={examples}
            count={count}
          >
            <ReasonText reason={reason} vendors={vendors} />
          </ReadinessPoint>
        ))}
        {groupsOnDefault.length > 0 && (
          <ReadinessPoint
            title={t('groupsOnDefault', { count: groupsOnDefault.length })}
            examples={groupsOnDefault}
            count={groupsOnDefault.length}
          >
            {t('groupsOnDefaultCure')}
          </ReadinessPoint>
        )}
        {debtorsWithoutEmail.count > 0 && (
          <ReadinessPoint title={t('withoutEmail', { count: debtorsWithoutEmail.count })} {...debtorsWithoutEmail}>
            {t('withoutEmailCure')}
          </ReadinessPoint>
        )}
        {sharedEmails.map(({ email, count }) => (
          <ReadinessPoint key={email} title={t('sharedEmail', { email, count })}>
            {t('sharedEmailCure')}
          </ReadinessPoint>
        ))}
        {collidingNumbers.map(({ booksNumber, numbers }) => (
          <ReadinessPoint
            key={booksNumber}
            title={t('colliding', { numbers: numbers.join(', '), number: String(booksNumber) })}
          >
            {t('collidingCure')}
          </ReadinessPoint>
        ))}
        {missingYears.map(({ administration, firstDay, lastDay, count }) => (
          <ReadinessPoint key={`${administration} ${firstDay}`} title={t('missingYear', { administration, count })}>
            <DayText day={firstDay} /> – <DayText day={lastDay} />. {t('missingYearCure')}
          </ReadinessPoint>
        ))}
        {unreadable.count > 0 && (
          <ReadinessPoint title={t('unreadable', { count: unreadable.count })} {...unreadable}>
            {t('unreadableCure')}
          </ReadinessPoint>
        )}
      </ul>
    </section>
  )
}
