import type { AlertCause, AlertParams } from '@/lib/domain/alert'
import { startOfDayInAmsterdam, type Day } from '@/lib/domain/day'
import type { InvoiceState, Prisma } from '@/prisma/generated/client'
import { toAlert } from './alerts'
import { toDateColumn } from './day-column'

type Tx = Prisma.TransactionClient

/** Somebody who is due a digest. */
export type DigestReader = { userId: string; email: string; locale: 'nl' | 'en' }

/**
 * People with a combi who were here before this Monday, whose address was shown to be theirs, and for whom this Monday's
 * digest was not looked at yet.
 */
export const listDigestReaders = async (
  tx: Tx,
  { monday, limit }: { monday: Day; limit: number },
): Promise<DigestReader[]> => {
  const rows = await tx.user.findMany({
    where: {
      emailVerified: { not: null },
      createdAt: { lt: startOfDayInAmsterdam(monday) },
      OR: [{ digestedOn: null }, { digestedOn: { lt: toDateColumn(monday) } }],
      memberships: { some: {} },
    },
    select: { id: true, email: true, locale: true },
    orderBy: { id: 'asc' },
    take: limit,
  })
  return rows.map(({ id, email, locale }) => ({ userId: id, email, locale: locale === 'en' ? 'en' : 'nl' }))
}

/** Takes a person's digest of this Monday for this transaction. False: somebody else has. */
export const claimDigest = async (tx: Tx, { userId, monday }: { userId: string; monday: Day }): Promise<boolean> => {
  const day = toDateColumn(monday)
  const { count } = await tx.user.updateMany({
    where: { id: userId, OR: [{ digestedOn: null }, { digestedOn: { lt: day } }] },
    data: { digestedOn: day },
  })
  return count === 1
}

export type WeekOfCombi = {
  combiId: string
  workspaceId: string
  name: string
  isPaused: boolean
  source: string
  books: string
  bookedCount: number
  bookedCents: bigint
  paymentCount: number
  paymentCents: bigint
  counts: Record<'pending' | 'offered' | 'failed' | 'action', number>
  causes: { cause: AlertCause; params: AlertParams }[]
}

/** The combi's of these workspaces: what was done in the week, and how things stand now. */
export const readWeeks = async (
  tx: Tx,
  { workspaceIds, from, to }: { workspaceIds: string[]; from: Day; to: Day },
): Promise<WeekOfCombi[]> => {
  const of = { workspaceId: { in: workspaceIds } }
  const combis = await tx.combi.findMany({
    where: { ...of, removedAt: null },
    select: {
      ...{ id: true, workspaceId: true, name: true, state: true },
      sourceConnection: { select: { connectorId: true } },
      booksConnection: { select: { connectorId: true } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  const days = await tx.statDay.groupBy({
    by: ['combiId'],
    where: { ...of, day: { gte: toDateColumn(from), lte: toDateColumn(to) } },
    _sum: { bookedCount: true, bookedCents: true, paymentCount: true, paymentCents: true },
  })
  const invoices = await tx.invoice.groupBy({
    by: ['combiId', 'state'],
    where: { ...of, state: { in: ['pending', 'offered', 'processing', 'failed', 'action'] } },
    _count: true,
  })
  const alerts = await tx.alert.findMany({ where: { ...of, resolvedAt: null } })
  return combis.map(({ id, sourceConnection, booksConnection, ...combi }): WeekOfCombi => {
    const sums = days.find(({ combiId }) => combiId === id)?._sum
    const countOf = (state: InvoiceState) =>
      invoices.find((row) => row.combiId === id && row.state === state)?._count ?? 0
    return {
      ...{ combiId: id, workspaceId: combi.workspaceId, name: combi.name, isPaused: combi.state === 'paused' },
      ...{ source: sourceConnection.connectorId, books: booksConnection.connectorId },
      ...{ bookedCount: sums?.bookedCount ?? 0, bookedCents: sums?.bookedCents ?? 0n },
      ...{ paymentCount: sums?.paymentCount ?? 0, paymentCents: sums?.paymentCents ?? 0n },
      counts: {
        ...{ pending: countOf('pending'), offered: countOf('offered') + countOf('processing') },
        ...{ failed: countOf('failed'), action: countOf('action') },
      },
      causes: alerts
        .filter(({ combiId }) => combiId === id)
        .map((row) => toAlert(row))
        .map(({ cause, params }) => ({ cause, params })),
    }
  })
}
