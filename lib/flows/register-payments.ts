import { addInvoiceEvents } from '@/lib/db/invoice-actions'
import { closePaymentIntents, recordReadings, type OpenPaymentIntent } from '@/lib/db/open-items'
import type { Reason } from '@/lib/sync/reasons'
import type { ConnectorError } from '@/lib/connectors/errors'
import { toSourceRefusal } from './refusals'
import { recordWork, type RunWork } from './run-work'
import { count, toStored } from './tally'

/** Few enough that a pause asked for in the middle leaves little to look up again. */
const batchSize = 50

/**
 * Registers payments that were written down, in batches. Each is looked for by its marker before it is written, so one
 * whose answer was lost is found instead of paid twice.
 * @throws ConnectorError when the run must pause; what is registered by then is recorded.
 */
export const registerPayments = async (work: RunWork, intents: readonly OpenPaymentIntent[]): Promise<void> => {
  for (let from = 0; from < intents.length; from += batchSize)
    await registerBatch(work, intents.slice(from, from + batchSize))
}

/** What a bookkeeper reads on the payment in the source; the marker at its end is what we find it by. */
const describe = ({ combi }: RunWork, { marker }: OpenPaymentIntent): string => `${combi.books.label} [${marker}]`

type Registered = { intent: OpenPaymentIntent; sourcePaymentId: string }
type Refused = { intent: OpenPaymentIntent; reason: Reason }

const registerBatch = async (work: RunWork, intents: readonly OpenPaymentIntent[]): Promise<void> => {
  const results = await work.source.putPayments(
    intents.map((intent) => ({
      marker: intent.marker,
      invoiceRef: intent.sourceRef,
      paidOn: intent.paidOn,
      amountCents: intent.amountCents,
      description: describe(work, intent),
    })),
  )
  const registered: Registered[] = []
  const refused: Refused[] = []
  let stop: ConnectorError | null = null
  for (const [at, intent] of intents.entries()) {
    const result = results[at]
    if (result === undefined) continue
    if (result.ok) registered.push({ intent, sourcePaymentId: result.id })
    else {
      const refusal = toSourceRefusal(result.error)
      if (refusal.stop || result.error.isRetryable) stop = result.error
      else refused.push({ intent, reason: refusal.reason })
    }
  }
  await record(work, registered, refused)
  if (stop !== null) throw stop
}

const record = (work: RunWork, registered: readonly Registered[], refused: readonly Refused[]): Promise<void> =>
  recordWork(work, async (scope) => {
    const { flows, tally } = work
    const now = flows.now()
    count(tally, 'paymentCount', registered.length)
    count(tally, 'failedCount', refused.length)
    for (const { intent } of registered) tally.items.push(paymentItem(now, intent, unknownDay(intent)))
    for (const { intent, reason } of refused) tally.items.push(paymentItem(now, intent, reason))
    await closePaymentIntents(
      scope,
      {
        registered: registered.map(({ intent, sourcePaymentId }) => ({ id: intent.id, sourcePaymentId })),
        withdrawn: refused.map(({ intent }) => intent.id),
      },
      now,
    )
    await recordReadings(
      scope,
      registered.map(({ intent }) => ({
        id: intent.invoiceId,
        paidCents: intent.paidCents,
        passedOnCents: intent.receivedCents,
        isSettled: intent.isSettled,
        reason: null,
        isQuestion: false,
      })),
    )
    await addInvoiceEvents(
      scope,
      registered.map(({ intent }) => ({
        invoiceId: intent.invoiceId,
        at: now,
        actorId: null,
        kind: 'payment-registered',
        params: { amountCents: intent.amountCents, paidOn: intent.paidOn, isPaidOnKnown: intent.isPaidOnKnown },
      })),
    )
  })

const unknownDay = ({ isPaidOnKnown, paidOn }: OpenPaymentIntent): Reason | null =>
  isPaidOnKnown ? null : { code: 'paid-on-unknown', params: { paidOn } }

const paymentItem = (now: Date, intent: OpenPaymentIntent, reason: Reason | null) => ({
  at: now,
  kind: 'payment' as const,
  ref: intent.sourceRef,
  invoiceId: intent.invoiceId,
  label: intent.number,
  debtorName: intent.debtorName,
  amountCents: intent.amountCents,
  bookingDate: null,
  outcome: reason === null || reason.code === 'paid-on-unknown' ? ('registered' as const) : ('failed' as const),
  reason: reason === null ? null : toStored(reason),
})
