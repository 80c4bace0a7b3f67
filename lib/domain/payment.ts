import type { Day } from './day'
import type { Cents } from './money'

/** A receipt to register in the source. `marker` makes it findable there, so that a lost answer cannot pay twice. */
export type Payment = {
  marker: string
  invoiceRef: string
  paidOn: Day
  amountCents: Cents
  description: string
}

/** A message on the timeline of an invoice in the source. `marker` is part of the text, for the same reason. */
export type TimelineMessage = {
  marker: string
  invoiceRef: string
  title: string
  content: string
}
