import { parseCursor, type Cursor } from '@/lib/db/views/keyset'
import { Refusal } from './refusal'

/** The place to go on from. @throws Refusal `invalid-request` for text that this portal never gave. */
export const requireCursor = (text: string | null | undefined): Cursor | null => {
  if (text === null || text === undefined || text === '') return null
  const cursor = parseCursor(text)
  if (cursor === null) throw new Refusal('invalid-request')
  return cursor
}
