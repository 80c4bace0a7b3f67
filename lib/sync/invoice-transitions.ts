import type { InvoiceState } from './plan-mirror'

/** What a person may do with an invoice. The portal's own steps (booking, failing) are the booking flow's. */
export type InvoiceAction = 'offer' | 'ignore' | 'unignore'

const allowed: Record<InvoiceAction, readonly InvoiceState[]> = {
  // Offering an offered invoice again changes its booking date as long as nobody is busy with it.
  offer: ['pending', 'offered', 'failed', 'action'],
  ignore: ['pending', 'offered', 'failed', 'action'],
  unignore: ['ignored'],
}

/** Whether the action is possible in this state. What is being booked, or was, is out of reach of all of them. */
export const isAllowed = (action: InvoiceAction, state: InvoiceState): boolean => allowed[action].includes(state)

/** The states from which the action starts, for the one UPDATE that carries it out. */
export const statesFor = (action: InvoiceAction): InvoiceState[] => [...allowed[action]]
