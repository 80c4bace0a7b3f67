import { z } from 'zod'
import type { Rejected } from '../contract'
import { Unreadable } from './map'
import { labelWire } from './schemas'

/** Why a record cannot be read: the fields, never their values. */
const reasonOf = (error: unknown): string => {
  if (error instanceof z.ZodError)
    return error.issues
      .slice(0, 5)
      .map(({ path, message }) => `${path.join('.') || 'record'}: ${message}`)
      .join('; ')
  if (error instanceof Unreadable || error instanceof RangeError) return error.message
  throw error
}

/** Reads each record by itself: what does not parse is set apart with its id and reason, and its neighbours go on. */
export const readRecords = <T>(
  records: readonly unknown[],
  read: (record: unknown) => T,
): { items: T[]; rejected: Rejected[] } => {
  const items: T[] = []
  const rejected: Rejected[] = []
  for (const record of records) {
    try {
      items.push(read(record))
    } catch (error) {
      const reason = reasonOf(error)
      const known = labelWire.safeParse(record)
      const label = known.success ? (known.data.invoice_number ?? known.data.name ?? known.data.full_name) : null
      rejected.push({ ref: known.success ? known.data.id : null, label, reason })
    }
  }
  return { items, rejected }
}
