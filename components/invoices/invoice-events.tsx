import { useMessages, useTranslations } from 'next-intl'
import type { InvoiceDetailDto, InvoiceEventDto } from '@/lib/dto/invoice-detail'
import type { VendorsDto } from '@/lib/dto/shapes'
import { ReasonText } from '@/components/reasons/reason-text'
import { TextLink } from '@/components/ui/text-link'
import { Moment } from '@/components/values/moment'
import { useFormats } from '@/components/values/use-formats'
import { useVendorName } from '@/components/values/use-vendor-name'

/** Everything that happened to the invoice: when, who and why; the newest first. */
export const InvoiceEvents = ({ detail: { events, notes, invoice } }: { detail: InvoiceDetailDto }) => {
  const t = useTranslations('invoice.events')
  const nameOf = useVendorName()
  const source = nameOf(invoice.combi.vendors.source)
  const waiting = notes.filter(({ state }) => state === 'waiting')
  return (
    <>
      {waiting.length > 0 && (
        <p className="mt-2 text-small text-warn">{t('noteWaiting', { source, count: waiting.length })}</p>
      )}
      {events.length === 0 ? (
        <p className="mt-2 text-muted">{t('none')}</p>
      ) : (
        <ol className="mt-3 space-y-3">
          {events.toReversed().map((event) => (
            <li key={event.id} className="border-s-2 border-line ps-3">
              <InvoiceEvent event={event} combiId={invoice.combi.id} vendors={invoice.combi.vendors} />
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

type InvoiceEventProps = { event: InvoiceEventDto; combiId: string; vendors: VendorsDto }

const InvoiceEvent = ({ event, combiId, vendors }: InvoiceEventProps) => {
  const t = useTranslations('invoice.events')
  const formats = useFormats()
  const nameOf = useVendorName()
  const { invoice } = useMessages()
  const isKnown = (kind: string): kind is keyof typeof invoice.events.kind => Object.hasOwn(invoice.events.kind, kind)
  const kind = isKnown(event.kind) ? event.kind : 'other'
  const who = event.actor === null ? t('portal') : (event.actor.name ?? t('somebody'))
  const day = event.bookingDate === null ? 'none' : formats.day(event.bookingDate)
  return (
    <>
      <p>
        {t(`kind.${kind}`, {
          day,
          ...{ books: nameOf(vendors.books), source: nameOf(vendors.source) },
          number: String(event.booksNumber ?? 'none'),
          amount: formats.euros(event.amountCents ?? 0),
          paidOn: event.paidOn === null ? '' : formats.day(event.paidOn),
        })}{' '}
        {event.isPreviewed && t('previewed')}
      </p>
      {event.reason !== null && <p className="text-small">{t('reason', { text: event.reason })}</p>}
      {event.cause !== null && <ReasonText reason={event.cause} vendors={vendors} hasCure={false} />}
      <p className="flex flex-wrap gap-x-3 text-small text-muted">
        <Moment at={event.at} />
        <span>{who}</span>
        {event.runId !== null && <TextLink href={`/combis/${combiId}/logboek/${event.runId}`}>{t('toRun')}</TextLink>}
      </p>
    </>
  )
}
