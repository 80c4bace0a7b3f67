import type { InvoiceRowDto, InvoiceStateDto } from '@/lib/dto/invoices'
import type { InvoiceTabDto } from '@/lib/dto/invoice-tabs'

/** What can be done with chosen invoices: hand over, change the booking date, hand over again, ignore, take ignoring back. */
export type InvoiceAction = 'offer' | 'redate' | 'reoffer' | 'ignore' | 'unignore'

const actions: Record<InvoiceStateDto, readonly InvoiceAction[]> = {
  pending: ['offer', 'ignore'],
  offered: ['redate', 'ignore'],
  processing: [],
  booked: [],
  failed: ['reoffer', 'ignore'],
  action: ['reoffer', 'ignore'],
  ignored: ['unignore'],
}

/** The actions of a tab, in the order of its menu. */
export const actionsOf = (tab: InvoiceTabDto): readonly InvoiceAction[] => actions[tab]

/** Whether anything can be done with this invoice now; what is being booked is left alone until that is over. */
export const isSelectable = ({ state }: Pick<InvoiceRowDto, 'state'>): boolean => actions[state].length > 0

/** The actions of one invoice on its own page. */
export const actionsOfOne = (state: InvoiceStateDto): readonly InvoiceAction[] => actions[state]
