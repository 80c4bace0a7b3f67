/** Te verwerken · Aangeboden · Verwerkt · Mislukt · Actie nodig · Genegeerd. `offered` holds those being booked as well. */
export const invoiceTabs = ['pending', 'offered', 'booked', 'failed', 'action', 'ignored'] as const
export type InvoiceTabDto = (typeof invoiceTabs)[number]
