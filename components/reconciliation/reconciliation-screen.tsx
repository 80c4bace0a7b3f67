'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { ReconciliationDto, ReconciliationQueryDto } from '@/lib/dto/reconciliation'
import { reconciliationExport, reconciliationQueryOptions } from '@/lib/queries/reconciliation'
import type { Seed } from '@/lib/queries/seed'
import { buttonClass } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Money } from '@/components/values/money'
import { QueryProblem } from '@/components/values/query-problem'
import { useFormats } from '@/components/values/use-formats'
import { useVendorName } from '@/components/values/use-vendor-name'
import { BookingMonth } from './booking-month'
import { DifferencesTable } from './differences-table'
import { EquationTable } from './equation-table'
import { MonthFilter } from './month-filter'
import { ReadingStatus } from './reading-status'
import { SharesTable } from './shares-table'

type ReconciliationScreenProps = {
  seed: Seed<ReconciliationDto>
  question: ReconciliationQueryDto
  canRead: boolean
}

/** Whether a month adds up, and if not, where it does not. */
export const ReconciliationScreen = ({ seed, question, canRead }: ReconciliationScreenProps) => {
  const t = useTranslations('reconciliation')
  const { data, error } = useQuery(reconciliationQueryOptions(seed, question))
  const address = reconciliationExport(data.combi.id, { month: data.month, administration: data.administrationRef })
  return (
    <div className="space-y-4">
      <QueryProblem error={error} />
      <div className="flex flex-wrap items-end justify-between gap-3">
        <MonthFilter data={data} />
        <a href={address} download className={buttonClass()}>
          {t('download')}
        </a>
      </div>
      <Card className="space-y-4 p-4 sm:p-5">
        <Verdict data={data} />
        <ReadingStatus data={data} canRead={canRead} />
      </Card>
      <EquationTable data={data} />
      <DifferencesTable data={data} />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <SharesTable data={data} by="accounts" />
        <SharesTable data={data} by="vatCodes" />
      </div>
      <BookingMonth data={data} />
      <Unlinked data={data} />
    </div>
  )
}

const Verdict = ({ data }: { data: ReconciliationDto }) => {
  const t = useTranslations('reconciliation.verdict')
  const formats = useFormats()
  const source = useVendorName()(data.combi.vendors.source)
  const month = formats.month(data.month)
  if (data.total.count === 0 && data.differences.length === 0)
    return <p className="text-heading font-semibold">{t('empty', { month })}</p>
  const isRight = data.differences.length === 0
  return (
    <div className="flex items-start gap-3">
      <span
        className={
          isRight
            ? 'grid size-10 shrink-0 place-items-center rounded-full bg-good-soft text-good'
            : 'grid size-10 shrink-0 place-items-center rounded-full bg-warn-soft text-warn'
        }
      >
        <Icon name={isRight ? 'check' : 'triangle'} className="size-5" />
      </span>
      <div className="min-w-0">
        <p className="text-heading font-semibold">
          {isRight ? t('right', { month }) : t('open', { count: data.differences.length, month })}
        </p>
        <p className="text-muted">
          {isRight
            ? t('rightText', { source })
            : t('openText', { amount: formats.euros(data.differenceTotal.grossCents) })}
        </p>
      </div>
    </div>
  )
}

const Unlinked = ({ data: { unlinked } }: { data: ReconciliationDto }) => {
  const t = useTranslations('reconciliation.unlinked')
  if (unlinked.length === 0) return null
  return (
    <Card className="p-4 sm:p-5">
      <h2 className="text-heading font-semibold">{t('title')}</h2>
      <p className="mt-0.5 mb-3 text-small text-muted">{t('about')}</p>
      <ul className="divide-y divide-line text-small">
        {unlinked.map(({ number, debtorName, grossCents }) => (
          <li key={number} className="flex justify-between gap-4 py-2">
            <span>
              <span className="font-medium">{number}</span> <span className="text-muted">{debtorName}</span>
            </span>
            <Money cents={grossCents} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
