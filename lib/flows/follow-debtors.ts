import type { Checkpoint } from '@/lib/connectors/contract'
import { ConnectorError } from '@/lib/connectors/errors'
import { withWorkspace } from '@/lib/db/client'
import { saveCheckpoints, type Checkpoints } from '@/lib/db/combis'
import { findLinks, listLinkedKinds, updateLinkFingerprints, type DebtorLinkRow } from '@/lib/db/debtor-links'
import { recordRejected, resolveRejected } from '@/lib/db/rejected-records'
import type { Debtor, DebtorKind } from '@/lib/domain/debtor'
import { debtorFingerprint } from '@/lib/sync/fingerprint'
import { showRejected, toRejectedRows } from './note-rejected'
import { dropLost } from './lost-debtors'
import { toBooksRefusal } from './refusals'
import { externalRefOf, recordWork, type RunWork } from './run-work'
import { count, toStored } from './tally'

const checkpointOf: Record<DebtorKind, 'organizationCheckpoint' | 'personCheckpoint'> = {
  organization: 'organizationCheckpoint',
  person: 'personCheckpoint',
}

/**
 * Writes changes of linked relations to the books, one page of one kind at a time. Relations that are nobody's debtor
 * here are passed over: they get a debtor in the books when their first invoice is offered.
 * @returns whether there is more to read of this kind.
 */
export const followDebtors = async (work: RunWork, kind: DebtorKind): Promise<'more' | 'next'> => {
  const { combi, source, flows, workspaceId } = work
  const column = checkpointOf[kind]
  const kinds = await withWorkspace(flows.db, workspaceId, (scope) => listLinkedKinds(scope, combi.id))
  if (!kinds.has(kind)) return 'next'
  const page = await source.listDebtors(combi[column] as Checkpoint | null, kind)
  const refs = page.items.map(({ ref }) => ref)
  const links = await withWorkspace(flows.db, workspaceId, (scope) => findLinks(scope, combi.id, refs))
  const written: DebtorLinkRow[] = []
  try {
    await writeChanges(work, { debtors: page.items, links, written })
  } catch (error) {
    // What the books took already is remembered, so that a pause in the middle does not write it again.
    await recordWork(work, (scope) => updateLinkFingerprints(scope, combi.id, written))
    throw error
  }
  await recordWork(work, async (scope) => {
    const now = flows.now()
    await updateLinkFingerprints(scope, combi.id, written)
    const fresh = await recordRejected(scope, combi.id, { rows: toRejectedRows(kind, page.rejected), now })
    showRejected(work, fresh)
    await resolveRejected(scope, combi.id, { entity: kind, refs, now })
    if (page.checkpoint !== combi[column]) {
      const moved: Checkpoints = { [column]: page.checkpoint }
      await saveCheckpoints(scope, combi.id, moved)
    }
  })
  combi[column] = page.checkpoint
  return page.hasMore ? 'more' : 'next'
}

const writeChanges = async (
  work: RunWork,
  batch: { debtors: readonly Debtor[]; links: readonly DebtorLinkRow[]; written: DebtorLinkRow[] },
): Promise<void> => {
  const byRef = new Map(batch.debtors.map((debtor) => [debtor.ref, debtor]))
  for (const link of batch.links) {
    const debtor = byRef.get(link.debtorRef)
    if (debtor === undefined) continue
    const fingerprint = debtorFingerprint(debtor)
    if (fingerprint === link.fingerprint) continue
    if (await writeChange(work, debtor, link)) batch.written.push({ ...link, fingerprint, debtorName: debtor.name })
  }
}

/** True when the books took the change. A refusal is shown and tried again when the relation changes again. */
const writeChange = async (work: RunWork, debtor: Debtor, link: DebtorLinkRow): Promise<boolean> => {
  const profile = work.combi.profiles.find(({ administrationRef }) => administrationRef === link.administrationRef)
  if (profile === undefined) return false
  const item = {
    at: work.flows.now(),
    kind: 'debtor' as const,
    ref: debtor.ref,
    invoiceId: null,
    label: debtor.name,
    debtorName: debtor.name,
    amountCents: null,
    bookingDate: null,
  }
  try {
    await work.books.putDebtor(link.administrationRef, {
      id: link.booksDebtorId,
      externalRef: externalRefOf(work, debtor),
      debtor,
      replaceName: link.isCreatedByUs || work.combi.replaceDebtorNames,
      journalRef: profile.salesJournalRef,
    })
    count(work.tally, 'debtorCount')
    work.tally.items.push({
      ...item,
      outcome: 'updated',
      reason: { code: 'debtor-updated', params: { booksDebtorId: link.booksDebtorId } },
    })
    return true
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    const refusal = toBooksRefusal(error, {
      ...{ account: '', booksDebtorId: link.booksDebtorId },
      debtor: debtor.name,
      booksNumber: 0,
      period: { fiscalYear: 0, period: 0 },
    })
    // Without an answer the page is read again, so that the change is not lost with the checkpoint.
    if (refusal.stop || error.isRetryable) throw error
    if (error.details.reason === 'debtor-unknown') {
      // Nobody waits for it: a next invoice finds the debtor that is there then, or makes one.
      await dropLost(work, [{ ...link, name: debtor.name }])
      return false
    }
    count(work.tally, 'failedCount')
    work.tally.items.push({ ...item, outcome: 'failed', reason: toStored(refusal.reason) })
    return true
  }
}
