import { ConnectorError } from '@/lib/connectors/errors'
import { withWorkspace } from '@/lib/db/client'
import type { CombiProfileRow } from '@/lib/db/combis'
import { findLinks, findTakenBooksDebtors, insertLinks, removeLinks, type DebtorLinkRow } from '@/lib/db/debtor-links'
import type { BooksDebtor, Debtor, DebtorKey } from '@/lib/domain/debtor'
import { debtorFingerprint } from '@/lib/sync/fingerprint'
import { matchDebtor } from '@/lib/sync/match-debtor'
import type { Reason } from '@/lib/sync/reasons'
import { findAbandoned } from './lost-debtors'
import { mostUnanswered, toBooksRefusal } from './refusals'
import { externalRefOf, keepLease, recordWork, type RunWork } from './run-work'
import { count } from './tally'

export type ResolvedDebtor = { ok: true; booksDebtorId: string; isCreatedByUs: boolean } | { ok: false; reason: Reason }

/**
 * The debtor in the books for each of these relations: the stored link first, else the one that matches, else a new one.
 * Known debtors cost no vendor call; unknown ones are read in one batch.
 * @throws ConnectorError when the run must pause or the books are down; links made so far are stored.
 */
export const resolveDebtors = async (
  work: RunWork,
  profile: CombiProfileRow,
  keys: readonly DebtorKey[],
): Promise<Map<string, ResolvedDebtor>> => {
  const { flows, workspaceId, combi } = work
  const wanted = new Map(keys.map((key) => [key.ref, key]))
  const stored = await withWorkspace(flows.db, workspaceId, (scope) => findLinks(scope, combi.id, [...wanted.keys()]))
  const resolved = new Map<string, ResolvedDebtor>(
    stored
      .filter(({ administrationRef }) => administrationRef === profile.administrationRef)
      .map(({ debtorRef, booksDebtorId, isCreatedByUs }) => [debtorRef, { ok: true, booksDebtorId, isCreatedByUs }]),
  )
  const unknown = [...wanted.values()].filter(({ ref }) => !resolved.has(ref))
  if (unknown.length > 0) await linkUnknown(work, profile, { unknown, resolved })
  return resolved
}

type Linking = { unknown: readonly DebtorKey[]; resolved: Map<string, ResolvedDebtor> }

const linkUnknown = async (work: RunWork, profile: CombiProfileRow, { unknown, resolved }: Linking): Promise<void> => {
  const { items, rejected } = await work.source.getDebtors(unknown)
  const found = new Map(items.map((debtor) => [debtor.ref, debtor]))
  const unreadable = new Map(rejected.map(({ ref, reason }) => [ref, reason]))
  const links: DebtorLinkRow[] = []
  const taken = new Set<string>()
  const silence = { unanswered: 0 }
  try {
    for (const { ref, name } of unknown) {
      const debtor = found.get(ref)
      const text = unreadable.get(ref)
      if (debtor !== undefined) resolved.set(ref, await linkOne(work, profile, { debtor, links, taken, silence }))
      else
        resolved.set(ref, {
          ok: false,
          reason:
            text === undefined
              ? { code: 'debtor-missing', params: { debtor: name } }
              : { code: 'debtor-unreadable', params: { debtor: name, text } },
        })
    }
  } finally {
    // Also when the vendor asks for a pause in the middle: a debtor made and not remembered would be looked for again.
    if (links.length > 0) await recordWork(work, (scope) => insertLinks(scope, work.combi.id, links))
  }
}

type LinkingOne = { debtor: Debtor; links: DebtorLinkRow[]; taken: Set<string>; silence: { unanswered: number } }

const linkOne = async (work: RunWork, profile: CombiProfileRow, one: LinkingOne): Promise<ResolvedDebtor> => {
  try {
    const resolved = await match(work, profile, one)
    one.silence.unanswered = 0
    return resolved
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    const refusal = toBooksRefusal(error, {
      ...{ account: '', booksDebtorId: '' },
      debtor: one.debtor.name,
      booksNumber: 0,
      period: { fiscalYear: 0, period: 0 },
    })
    one.silence.unanswered = error.kind === 'unavailable' ? one.silence.unanswered + 1 : 0
    if (refusal.stop || one.silence.unanswered >= mostUnanswered) throw error
    return { ok: false, reason: refusal.reason }
  }
}

const match = async (
  work: RunWork,
  profile: CombiProfileRow,
  { debtor, links, taken }: Omit<LinkingOne, 'silence'>,
): Promise<ResolvedDebtor> => {
  const { books, flows, tally } = work
  const externalRef = externalRefOf(work, debtor)
  const byEmail = debtor.email === null ? [] : await books.findDebtorsByEmail(profile.administrationRef, debtor.email)
  const takenIds = new Set([...(await takenAmong(work, profile, byEmail)), ...taken])
  const byExternalRef = byEmail.find((hit) => hit.externalRef === externalRef) ?? null
  const decide = () => matchDebtor({ debtor, byExternalRef, byEmail, takenIds })
  let decision = decide()
  if (decision.kind === 'hold' && decision.reason.code === 'debtor-email-shared') {
    const { booksDebtorId } = decision.reason.params
    const abandoned = taken.has(booksDebtorId) ? null : await findAbandoned(work, ofCombi(work, profile), booksDebtorId)
    if (abandoned !== null) {
      await recordWork(work, (scope) => removeLinks(scope, work.combi.id, [abandoned]))
      takenIds.delete(booksDebtorId)
      decision = decide()
    }
  }
  if (decision.kind === 'hold') return { ok: false, reason: decision.reason }
  await keepLease(work)
  const chosen =
    decision.kind === 'use'
      ? { id: decision.booksDebtorId, created: false, isCreatedByUs: decision.isCreatedByUs }
      : {
          ...(await books.putDebtor(profile.administrationRef, {
            id: null,
            externalRef,
            debtor,
            replaceName: true,
            journalRef: profile.salesJournalRef,
          })),
          isCreatedByUs: true,
        }
  taken.add(chosen.id)
  links.push({
    debtorRef: debtor.ref,
    debtorKind: debtor.kind,
    debtorName: debtor.name,
    administrationRef: profile.administrationRef,
    booksDebtorId: chosen.id,
    isCreatedByUs: chosen.isCreatedByUs,
    fingerprint: debtorFingerprint(debtor),
  })
  count(tally, 'debtorCount')
  tally.items.push({
    at: flows.now(),
    kind: 'debtor',
    ref: debtor.ref,
    invoiceId: null,
    label: debtor.name,
    debtorName: debtor.name,
    amountCents: null,
    bookingDate: null,
    outcome: chosen.created ? 'created' : 'matched',
    reason: { code: chosen.created ? 'debtor-created' : 'debtor-matched', params: { booksDebtorId: chosen.id } },
  })
  return { ok: true, booksDebtorId: chosen.id, isCreatedByUs: chosen.isCreatedByUs }
}

const ofCombi = ({ combi }: RunWork, { administrationRef }: CombiProfileRow) => ({
  combiId: combi.id,
  administrationRef,
})

const takenAmong = (work: RunWork, profile: CombiProfileRow, hits: readonly BooksDebtor[]): Promise<Set<string>> =>
  hits.length === 0
    ? Promise.resolve(new Set())
    : withWorkspace(work.flows.db, work.workspaceId, (scope) =>
        findTakenBooksDebtors(
          scope,
          ofCombi(work, profile),
          hits.map(({ id }) => id),
        ),
      )
