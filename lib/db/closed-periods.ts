import type { Period } from '@/lib/domain/books'
import type { Scope } from './client'

type Books = { combiId: string; administrationRef: string }

/** The periods in which the books of an administration were seen to refuse. */
export const listClosedPeriods = ({ tx, workspaceId }: Scope, books: Books): Promise<Period[]> =>
  tx.closedPeriod.findMany({
    where: { workspaceId, ...books },
    select: { fiscalYear: true, period: true },
    orderBy: [{ fiscalYear: 'asc' }, { period: 'asc' }],
  })

/** Remembers that the books refused to write in these periods. */
export const recordClosedPeriods = async (
  { tx, workspaceId }: Scope,
  books: Books,
  closed: { periods: readonly Period[]; now: Date },
): Promise<void> => {
  if (closed.periods.length === 0) return
  await tx.closedPeriod.createMany({
    data: closed.periods.map((period) => ({ ...books, ...period, workspaceId, seenAt: closed.now })),
    skipDuplicates: true,
  })
}

/** The books took an entry in this period: it is open, and so is all that comes after it. */
export const recordOpenPeriod = async (
  { tx, workspaceId }: Scope,
  books: Books,
  { fiscalYear, period }: Period,
): Promise<void> => {
  await tx.closedPeriod.deleteMany({
    where: {
      workspaceId,
      ...books,
      OR: [{ fiscalYear: { gt: fiscalYear } }, { fiscalYear, period: { gte: period } }],
    },
  })
}
