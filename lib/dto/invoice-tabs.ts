/** Te verwerken · Aangeboden · Verwerkt · Mislukt · Actie nodig · Genegeerd. `offered` holds those being booked as well. */
export const invoiceTabs = ['pending', 'offered', 'booked', 'failed', 'action', 'ignored'] as const
export type InvoiceTabDto = (typeof invoiceTabs)[number]

/** What invoices can be sorted by; the names are those of their columns. */
export const invoiceSorts = ['issuedOn', 'number', 'debtor', 'gross', 'dueOn'] as const
export type InvoiceSortDto = (typeof invoiceSorts)[number]
