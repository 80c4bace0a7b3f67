import type { Prisma } from '@/prisma/generated/client'

export const combiLabelColumns = {
  id: true,
  name: true,
  state: true,
  nextSyncAt: true,
  sourceConnection: { select: { connectorId: true } },
  booksConnection: { select: { connectorId: true } },
} as const satisfies Prisma.CombiSelect

type CombiRow = Prisma.CombiGetPayload<{ select: typeof combiLabelColumns }>

/** What a screen about a combi's runs or invoices says of the combi itself. */
export const toCombiLabel = (row: CombiRow) => ({
  id: row.id,
  name: row.name,
  vendors: { source: row.sourceConnection.connectorId, books: row.booksConnection.connectorId },
  nextSyncAt: row.state === 'paused' || row.state === 'removed' ? null : row.nextSyncAt.toISOString(),
})
