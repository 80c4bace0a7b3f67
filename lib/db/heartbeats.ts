import type { Prisma } from '@/prisma/generated/client'

export type Heartbeat = { at: Date; engine: string }

/** Notes that the process of that name was alive at that moment. */
export const recordHeartbeat = async (
  tx: Prisma.TransactionClient,
  name: string,
  heartbeat: Heartbeat,
): Promise<void> => {
  await tx.workerHeartbeat.upsert({ where: { name }, create: { name, ...heartbeat }, update: heartbeat })
}

/** When the process of that name was last alive; null when it never was. */
export const findHeartbeat = (tx: Prisma.TransactionClient, name: string): Promise<Heartbeat | null> =>
  tx.workerHeartbeat.findUnique({ where: { name }, select: { at: true, engine: true } })
