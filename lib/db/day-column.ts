import type { Day } from '@/lib/domain/day'

/** A calendar day for a DATE column: Prisma carries it as midnight UTC. */
export const toDateColumn = (day: Day): Date => new Date(`${day}T00:00:00.000Z`)

/** The calendar day of a DATE column. */
export const fromDateColumn = (date: Date): Day => date.toISOString().slice(0, 10)
