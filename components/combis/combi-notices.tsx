import { useTranslations } from 'next-intl'
import type { CombiDto } from '@/lib/dto/combis'
import { ReasonText } from '@/components/reasons/reason-text'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { DayText } from '@/components/values/day'
import { Moment } from '@/components/values/moment'
import { useVendorName } from '@/components/values/use-vendor-name'

/** What stands in the way of a combi, before anything else about it. */
export const CombiNotices = ({ combi }: { combi: CombiDto }) => {
  const t = useTranslations('combis.notice')
  const nameOf = useVendorName()
  const lost = [combi.source, combi.books].filter(({ needsReconnect }) => needsReconnect)
  const failure = combi.lastRun?.outcome === 'failed' ? combi.lastRun.reason : null
  return (
    <>
      {lost.map(({ connector, account }) => (
        <Notice
          key={connector}
          tone="bad"
          actions={
            combi.canManage && (
              <TextLink href={`/combis/${combi.id}/bewerken/verbindingen`}>{t('reconnectLink')}</TextLink>
            )
          }
        >
          {t('reconnect', { vendor: nameOf(connector), account })}
        </Notice>
      ))}
      {combi.lateSince !== null && (
        <Notice tone="bad">{t.rich('late', { since: () => <Moment at={combi.lateSince ?? ''} /> })}</Notice>
      )}
      {combi.expiringKey !== null && (
        <Notice
          tone="warn"
          actions={
            combi.canManage && (
              <TextLink href={`/combis/${combi.id}/bewerken/verbindingen`}>{t('reconnectLink')}</TextLink>
            )
          }
        >
          {t.rich('keyExpires', {
            vendor: nameOf(combi.expiringKey.connector),
            day: () => <DayText day={combi.expiringKey?.expiresOn ?? ''} />,
          })}
        </Notice>
      )}
      {failure !== null && lost.length === 0 && (
        <Notice tone="bad">
          <ReasonText reason={failure} vendors={{ source: combi.source.connector, books: combi.books.connector }} />
        </Notice>
      )}
      {combi.counts.overdue > 0 && (
        <Notice
          tone="warn"
          actions={<TextLink href={`/facturen?state=offered&combi=${combi.id}`}>{t('overdueLink')}</TextLink>}
        >
          {t('overdue', { count: combi.counts.overdue })}
        </Notice>
      )}
    </>
  )
}
