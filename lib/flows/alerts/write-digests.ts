import { listChoicesOf } from '@/lib/db/alert-choices'
import { withSystem } from '@/lib/db/client'
import { claimDigest, listDigestReaders, readWeeks, type DigestReader, type WeekOfCombi } from '@/lib/db/digests'
import { queueMail } from '@/lib/db/mails'
import { isWanted } from '@/lib/domain/alert'
import type { DigestCombi } from '@/lib/domain/mail'
import { digestWeekAt, type DigestWeek } from '@/lib/sync/digest-week'
import { addressOf, choicesAddress, unsubscribeAddresses } from './addresses'
import type { AlertFlows } from './check-alerts'
import { isDigestWanted } from './unsubscribe'

const batchSize = 50
/** A mail that tells of more than this is not read; the page has all of them. */
const mostCombis = 40

/**
 * On Monday mornings: tells everybody who wants to know what his combi's did last week, in one mail about all of his
 * workspaces. Also when there is nothing to tell: a mail that stays away would otherwise mean that all is well, and mean
 * nothing. Only who has no combi that runs gets none.
 * @returns whether there may be more people to tell.
 */
export const writeDigests = async (flows: AlertFlows): Promise<{ hasMore: boolean }> => {
  const week = digestWeekAt(flows.now())
  if (week === null) return { hasMore: false }
  const readers = await withSystem(flows.db, (tx) => listDigestReaders(tx, { monday: week.monday, limit: batchSize }))
  for (const reader of readers) await writeDigest(flows, reader, week)
  return { hasMore: readers.length === batchSize }
}

/** Writes one person's digest, once, however many look at the same moment. */
const writeDigest = (flows: AlertFlows, reader: DigestReader, { monday, from, to }: DigestWeek): Promise<void> =>
  withSystem(flows.db, async (tx) => {
    const { userId, email, locale } = reader
    if (!(await claimDigest(tx, { userId, monday }))) return
    const places = await listChoicesOf(tx, userId)
    if (!isDigestWanted(places)) return
    const told = places.filter(({ role, stated }) => isWanted(role, stated, 'digest'))
    const silenced = told.flatMap(({ stated }) => stated.silencedCombis)
    const workspaceIds = told.map(({ workspaceId }) => workspaceId)
    const weeks = (await readWeeks(tx, { workspaceIds, from, to })).filter(({ combiId }) => !silenced.includes(combiId))
    if (weeks.every(({ isPaused }) => isPaused)) return
    const nameOf = (workspaceId: string) => told.find((place) => place.workspaceId === workspaceId)?.name ?? ''
    const combis = weeks
      .filter(hasSomethingToTell)
      .toSorted((one, other) => waitingOf(other) - waitingOf(one))
      .slice(0, mostCombis)
      .map((combi) => toDigestCombi(flows, combi, nameOf(combi.workspaceId)))
    const params = {
      ...{ link: `${flows.appUrl}/combis`, choices: choicesAddress(flows) },
      unsubscribe: unsubscribeAddresses(flows, { kind: 'digest', userId }),
      ...{ from, to, combis, quietCount: weeks.length - combis.length },
    }
    const mail = { recipient: email, locale, content: { kind: 'digest' as const, params } }
    await queueMail(tx, flows.keyring, { mail, now: flows.now() })
  })

/** What asks for somebody comes first in the mail. */
const waitingOf = ({ counts, causes }: WeekOfCombi): number => causes.length * 1000 + counts.action + counts.failed

const hasSomethingToTell = ({ bookedCount, paymentCount, counts, causes }: WeekOfCombi): boolean =>
  bookedCount + paymentCount + causes.length + counts.pending + counts.offered + counts.failed + counts.action > 0

const toDigestCombi = (flows: AlertFlows, combi: WeekOfCombi, workspace: string): DigestCombi => ({
  ...{ combi: combi.name, workspace, source: combi.source, books: combi.books, isPaused: combi.isPaused },
  link: addressOf(flows, waitingOf(combi) > 0 ? '/combis' : `/combis/${combi.combiId}/logboek`),
  ...{ bookedCount: combi.bookedCount, bookedCents: Number(combi.bookedCents) },
  ...{ paymentCount: combi.paymentCount, paymentCents: Number(combi.paymentCents) },
  ...{ actionCount: combi.counts.action, failedCount: combi.counts.failed },
  ...{ offeredCount: combi.counts.offered, pendingCount: combi.counts.pending },
  causes: combi.causes,
})
