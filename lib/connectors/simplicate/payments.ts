import type { PutOutcome, SourcePayment } from '../contract'
import { toConnectorError, type ConnectorError } from '../errors'
import { formatCents, parseCents } from '@/lib/domain/money'
import type { Payment } from '@/lib/domain/payment'
import type { SimplicateClient } from './client'
import { hasMarker, withMarker } from './marker'
import { createdWire, paymentOwnerWire, paymentWire } from './schemas'
import { connectorId } from './settings'

type Listing = { payments: SourcePayment[]; unreadable: Map<string, ConnectorError> }

/**
 * GET /invoices/payment with `q[invoice_id][in]`; field list from the vendor's Swagger, `GetPayment`. One that cannot be
 * read is told of under its invoice, so that it stops nothing but payments on that one.
 */
const readPayments = async (client: SimplicateClient, invoiceRefs: readonly string[]): Promise<Listing> => {
  const listing: Listing = { payments: [], unreadable: new Map() }
  for (const record of await client.listIn('/invoices/payment', 'invoice_id', invoiceRefs)) {
    try {
      const wire = client.parse(paymentWire, record, 'a payment')
      listing.payments.push({
        id: wire.id,
        invoiceRef: wire.invoice_id,
        paidOn: wire.date ?? '',
        amountCents: parseCents(wire.amount),
        description: wire.description ?? '',
      })
    } catch (error) {
      const owner = paymentOwnerWire.safeParse(record)
      if (!owner.success) throw error
      listing.unreadable.set(owner.data.invoice_id, toConnectorError(error, connectorId))
    }
  }
  return listing
}

/** All payments on these invoices. @throws ConnectorError `unexpected` when one of them cannot be read. */
export const listPayments = async (
  client: SimplicateClient,
  invoiceRefs: readonly string[],
): Promise<SourcePayment[]> => {
  const { payments, unreadable } = await readPayments(client, invoiceRefs)
  for (const error of unreadable.values()) throw error
  return payments
}

/**
 * POST /invoices/payment `{invoice_id, date, amount, description}`, after one look-up for all markers: Simplicate has no
 * idempotency key and no DELETE, so a payment written twice could not be taken back.
 */
export const putPayments = async (client: SimplicateClient, payments: readonly Payment[]): Promise<PutOutcome[]> => {
  const { payments: existing, unreadable } = await readPayments(
    client,
    payments.map(({ invoiceRef }) => invoiceRef),
  )
  const written = new Map<string, PutOutcome>()
  const outcomes: PutOutcome[] = []
  let stop: ConnectorError | null = null
  let unanswered = 0
  for (const payment of payments) {
    const found = existing.find(
      ({ invoiceRef, description }) => invoiceRef === payment.invoiceRef && hasMarker(description, payment.marker),
    )
    const twin = written.get(keyOf(payment))
    const doubt = unreadable.get(payment.invoiceRef)
    if (found !== undefined) outcomes.push({ ok: true, id: found.id, created: false })
    else if (twin !== undefined) outcomes.push(twin.ok ? { ...twin, created: false } : twin)
    // What cannot be read might be this one: registering it again would be worse than not registering it.
    else if (doubt !== undefined) outcomes.push({ ok: false, error: doubt })
    else if (stop !== null) outcomes.push({ ok: false, error: stop })
    else {
      const outcome = await post(client, payment)
      outcomes.push(outcome)
      written.set(keyOf(payment), outcome)
      unanswered = !outcome.ok && outcome.error.kind === 'unavailable' ? unanswered + 1 : 0
      if (!outcome.ok && (isForAll(outcome.error) || unanswered >= 2)) stop = outcome.error
    }
  }
  return outcomes
}

const keyOf = ({ invoiceRef, marker }: Payment) => JSON.stringify([invoiceRef, marker])

/** The rest would meet the same answer. One lost answer is bad luck; two in a row, and Simplicate is away. */
const isForAll = ({ kind }: ConnectorError): boolean => kind === 'rate-limit' || kind === 'auth'

/** How long a description may be is not documented; a column of this length would cut the marker off otherwise. */
const mostDescription = 255

const post = async (client: SimplicateClient, payment: Payment): Promise<PutOutcome> => {
  try {
    const data = await client.post('/invoices/payment', {
      invoice_id: payment.invoiceRef,
      date: payment.paidOn,
      // Two decimals at most, so the shortest notation of the number is the exact amount.
      amount: Number(formatCents(payment.amountCents)),
      description: withMarker(payment.description, payment.marker, mostDescription),
    })
    return { ok: true, id: client.parse(createdWire, data, 'a new payment').id, created: true }
  } catch (error) {
    return { ok: false, error: toConnectorError(error, connectorId) }
  }
}
