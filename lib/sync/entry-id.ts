import { v5 } from 'uuid'

/** Fixed for ever: another value would book every invoice a second time. */
const namespace = '0f5b1a52-7c39-5e0e-9d0c-6a1a3f7a2c11'

/** The entry's id in the books: the same invoice and revision can only ever name the same entry. */
export const entryIdOf = (key: { combiId: string; invoiceRef: string; revision: number }): string =>
  v5(`${key.combiId}:${key.invoiceRef}:${String(key.revision)}`, namespace)

/** The id of the opposite of an entry: of each revision there can only ever be one. */
export const creditIdOf = (key: { combiId: string; invoiceRef: string; revision: number }): string =>
  v5(`credit:${key.combiId}:${key.invoiceRef}:${String(key.revision)}`, namespace)

/**
 * The marker of a payment on its way back. It depends on what was passed on before, so the payment that follows a
 * registered one gets another marker, and a repeat of the same one does not.
 */
export const paymentMarkerOf = (key: { entryId: string; passedOnCents: number }): string =>
  v5(`payment:${key.entryId}:${String(key.passedOnCents)}`, namespace)
