import { fillEntryUrl } from '@/lib/platform/entry-url'
import { getEnv } from '@/lib/platform/env'

/** An entry as it stands in the books of a vendor; null where nothing stands. */
type Standing = {
  connectorId: string | null
  administrationRef: string | null
  entryId: string | null
  booksNumber: bigint | null
}

/** Whether the operator named such pages of any vendor. */
export const hasEntryLinks = (): boolean =>
  Object.values(getEnv().entryUrlTemplates).some((template) => template !== undefined)

/** The page of an entry at the vendor; null without an entry, or where the operator named no such pages. */
export const toEntryLink = ({ connectorId, administrationRef, entryId, booksNumber }: Standing): string | null => {
  const template = connectorId === null ? undefined : getEnv().entryUrlTemplates[connectorId]
  if (template === undefined || administrationRef === null || entryId === null || booksNumber === null) return null
  return fillEntryUrl(template, { administration: administrationRef, entry: entryId, number: String(booksNumber) })
}
