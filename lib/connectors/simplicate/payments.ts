import type { PutOutcome, SourcePayment } from '../contract'
import { ConnectorError, toConnectorError } from '../errors'
import { formatCents, parseCents } from '@/lib/domain/money'
import type { Payment } from '@/lib/domain/payment'
import type { SimplicateClient } from './client'
import { createdWire, paymentWire } from './schemas'
import { connectorId } from './settings'

/** GET /invoices/payment with `q[invoice_id][in]`; field list from the vendor's Swagger, `GetPayment`. */
export const listPayments = async (
  client: SimplicateClient,
  invoiceRefs: readonly string[],
): Promise<SourcePayment[]> => {
  const records = await client.listIn('/invoices/payment', 'invoice_id', invoiceRefs)
  return records.map((record) => {
    // A payment that cannot be read might be ours: registering it again would be worse than stopping.
    const wire = client.parse(paymentWire, record, 'a payment')
    return {
      id: wire.id,
      invoiceRef: wire.invoice_id,
      paidOn: wire.date ?? '',
      amountCents: parseCents(wire.amount),
      description: wire.description ?? '',
    }
  })
}

/**
 * POST /invoices/payment `{invoice_id, date, amount, description}`, after one look-up for all markers: Simplicate has no
 * idempotency key and no DELETE, so a payment written twice could not be taken back.
 */
export const putPayments = async (client: SimplicateClient, payments: readonly Payment[]): Promise<PutOutcome[]> => {
  const existing = await listPayments(
    client,
    payments.map(({ invoiceRef }) => invoiceRef),
  )
  const outcomes: PutOutcome[] = []
  let stop: ConnectorError | null = null
  for (const payment of payments) {
    const found = existing.find(
      ({ invoiceRef, description }) => invoiceRef === payment.invoiceRef && description.includes(payment.marker),
    )
    if (found !== undefined) outcomes.push({ ok: true, id: found.id, created: false })
    else if (stop !== null) outcomes.push({ ok: false, error: stop })
    else {
      const outcome = await post(client, payment)
      outcomes.push(outcome)
      // The rest would meet the same answer.
      if (!outcome.ok && (outcome.error.kind === 'rate-limit' || outcome.error.kind === 'auth')) stop = outcome.error
    }
  }
  return outcomes
}

const post = async (client: SimplicateClient, payment: Payment): Promise<PutOutcome> => {
  try {
    const data = await client.post('/invoices/payment', {
      invoice_id: payment.invoiceRef,
      date: payment.paidOn,
      // Two decimals at most, so the shortest notation of the number is the exact amount.
      amount: Number(formatCents(payment.amountCents)),
      description: payment.description,
    })
    return { ok: true, id: client.parse(createdWire, data, 'a new payment').id, created: true }
  } catch (error) {
    return { ok: false, error: toConnectorError(error, connectorId) }
  }
}
