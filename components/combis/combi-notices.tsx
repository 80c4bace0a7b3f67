import { useNow, useTranslations } from 'next-intl'
import type { CombiDto } from '@/lib/dto/combis'
import { ReasonText } from '@/components/reasons/reason-text'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { useFormats } from '@/components/values/use-formats'
import { useVendorName } from '@/components/values/use-vendor-name'

/** What stands in the way of a combi, before anything else about it. */
export const CombiNotices = ({ combi }: { combi: CombiDto }) => {
  const t = useTranslations('combis.notice')
  const nameOf = useVendorName()
  const formats = useFormats()
  const now = useNow()
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
        <Notice tone="bad">{t('late', { since: formats.moment(combi.lateSince, now) })}</Notice>
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
          {t('keyExpires', {
            vendor: nameOf(combi.expiringKey.connector),
            day: formats.day(combi.expiringKey.expiresOn),
          })}
        </Notice>
      )}
      {combi.isOfferingAwaited && (
        <Notice
          tone="info"
          actions={combi.canManage && <TextLink href={`/facturen?combi=${combi.id}`}>{t('offeringLink')}</TextLink>}
        >
          {t('offering')}
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
