import { randomUUID } from 'node:crypto'
import { withSystem, type Db } from '@/lib/db/client'
import { openMailsTo } from '@/lib/db/testing-mails'
import type { Tenant } from '@/lib/db/testing-rows'
import type { Role } from '@/lib/domain/roles'
import type { AlertMail } from '@/lib/domain/mail'
import { testAppUrl, testKeyring, type Clock } from '../testing-flows'
import type { AlertFlows } from './check-alerts'

export type Place = Pick<Tenant, 'workspaceId' | 'combiId'>

const minuteMs = 60_000

/** What is mailed, and what runs, in a test about alerts. */
export const alertStage = (db: Db, clock: Clock) => {
  const flows: AlertFlows = { db, now: () => clock.now, keyring: testKeyring, appUrl: testAppUrl }
  const later = (minutes: number) => new Date(clock.now.getTime() + minutes * minuteMs)
  return {
    flows,
    /** Somebody with a place in the workspace, whose address was shown to be his unless it is said otherwise. */
    addMember: async (
      { workspaceId }: Pick<Place, 'workspaceId'>,
      { role = 'owner', isConfirmed = true }: { role?: Role; isConfirmed?: boolean } = {},
    ) => {
      const userId = randomUUID()
      const email = `${userId}@voorbeeld.nl`
      await withSystem(db, async (tx) => {
        await tx.user.create({
          data: { id: userId, email, emailVerified: isConfirmed ? clock.now : null, createdAt: later(-60 * 24 * 60) },
        })
        await tx.membership.create({ data: { workspaceId, userId, role } })
      })
      return { userId, email }
    },
    /** The mails about combi's that wait for this address. */
    mailsTo: async (email: string): Promise<AlertMail[]> =>
      (await openMailsTo(db, testKeyring, email)).filter((mail): mail is AlertMail => 'unsubscribe' in mail.params),
    /** A run of this combi that ends now, as its end is written down. */
    endRun: ({ workspaceId, combiId }: Place, code: string | null) =>
      withSystem(db, async (tx) => {
        await tx.syncRun.create({
          data: {
            ...{ workspaceId, combiId, trigger: 'schedule', phase: 'done' },
            ...{ requestedAt: clock.now, startedAt: clock.now, heartbeatAt: clock.now, finishedAt: clock.now },
            ...{ outcome: code === null ? 'succeeded' : 'failed', reasonCode: code },
          },
        })
        await tx.combi.update({ where: { id: combiId }, data: { lastSyncAt: clock.now, nextSyncAt: later(15) } })
      }),
    alertsOf: ({ combiId }: Place) =>
      withSystem(db, (tx) => tx.alert.findMany({ where: { combiId }, orderBy: { openedAt: 'asc' } })),
  }
}

export type AlertStage = ReturnType<typeof alertStage>
