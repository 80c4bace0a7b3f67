import type { Checkpoint, Page } from '@/lib/connectors/contract'
import { withWorkspace, type Scope } from '@/lib/db/client'
import { saveCheckpoints } from '@/lib/db/combis'
import { acceptVersions, findBookedVersions } from '@/lib/db/corrections'
import { addInvoiceEvents, markDrift, reofferChanged, setOffered } from '@/lib/db/invoice-actions'
import { findMirrored, insertMirrored, updateMirrored, type MirroredInvoice } from '@/lib/db/invoices'
import { recordRejected, resolveRejected } from '@/lib/db/rejected-records'
import type { Invoice } from '@/lib/domain/invoice'
import { invoiceFingerprint } from '@/lib/sync/fingerprint'
import { planMirror, type MirrorDecision } from '@/lib/sync/plan-mirror'
import { adoptEarlier } from './adopt-earlier'
import { offerDeadline } from './deadlines'
import { recordWork, type RunWork } from './run-work'
import { count } from './tally'
import { showRejected, toRejectedRows } from './note-rejected'

type Decided = { invoice: Invoice; mirrored: MirroredInvoice | null; decision: MirrorDecision }

/**
 * Reads one page of changed invoices into the mirror and moves the checkpoint with it.
 * @returns whether there is more to read.
 */
export const mirrorInvoices = async (work: RunWork): Promise<'more' | 'next'> => {
  const { combi, source } = work
  const page = await source.listInvoices(combi.invoiceCheckpoint as Checkpoint | null, {
    issuedFrom: combi.invoicesFrom,
  })
  const decided = await decide(work, page.items)
  await recordWork(work, (scope) => save(work, scope, { page, decided }))
  combi.invoiceCheckpoint = page.checkpoint
  return page.hasMore ? 'more' : 'next'
}

const decide = async ({ flows, workspaceId, combi }: RunWork, invoices: readonly Invoice[]): Promise<Decided[]> => {
  if (invoices.length === 0) return []
  const refs = invoices.map(({ ref }) => ref)
  const { mirror, versions } = await withWorkspace(flows.db, workspaceId, async (scope) => {
    const found = await findMirrored(scope, combi.id, refs)
    // What was booked is only asked for where the source says something else now.
    const other = invoices.flatMap((invoice) => {
      const mirrored = found.get(invoice.ref)
      const isOther = mirrored?.bookedFingerprint != null && mirrored.bookedFingerprint !== invoiceFingerprint(invoice)
      return isOther ? [mirrored.id] : []
    })
    return { mirror: found, versions: await findBookedVersions(scope, other) }
  })
  const scope = {
    invoicesFrom: combi.invoicesFrom,
    linkedProfiles: new Set(combi.profiles.map(({ companyProfileRef }) => companyProfileRef)),
    offeredByItself: ruleInForce(combi),
  }
  return invoices.map((invoice) => {
    const mirrored = mirror.get(invoice.ref) ?? null
    const known = mirrored && { ...mirrored, booked: versions.get(mirrored.id) ?? null }
    return { invoice, mirrored, decision: planMirror(invoice, known, scope) }
  })
}

/**
 * What goes by itself: nothing before a person agreed to what the rule takes, nor while a first import is not at its end.
 */
const ruleInForce = ({ offering, offeringRule, offeringConfirmedAt, lastSuccessAt }: RunWork['combi']) =>
  offering === 'automatic' && offeringConfirmedAt !== null && lastSuccessAt !== null ? offeringRule : null

const save = async (
  work: RunWork,
  scope: Scope,
  { page, decided }: { page: Page<Invoice>; decided: readonly Decided[] },
): Promise<void> => {
  const { combi, flows, tally } = work
  const now = flows.now()
  const inserts: { invoice: Invoice; fingerprint: string }[] = []
  const updates: { id: string; invoice: Invoice; fingerprint: string }[] = []
  const drifted: string[] = []
  const cosmetic: string[] = []
  const healable: string[] = []
  const offered: string[] = []
  for (const { invoice, mirrored, decision } of decided) {
    if (decision.kind === 'insert') {
      inserts.push({ invoice, fingerprint: decision.fingerprint })
      if (decision.isOffered) offered.push(invoice.ref)
    }
    if (decision.kind !== 'update' || mirrored === null) continue
    updates.push({ id: mirrored.id, invoice, fingerprint: decision.fingerprint })
    if (decision.isHealable) healable.push(mirrored.id)
    if (decision.isCosmetic) cosmetic.push(mirrored.id)
    if (!decision.isDrift) continue
    drifted.push(mirrored.id)
    noteDrift(work, invoice, mirrored.id)
  }
  count(tally, 'readCount', page.items.length)
  count(tally, 'newCount', inserts.length)
  count(tally, 'updatedCount', updates.length)
  const added = await insertMirrored(scope, combi.id, inserts)
  const bookedBefore = await adoptEarlier(work, scope, withIds(inserts, added))
  await offerByItself(
    scope,
    offered.filter((ref) => !bookedBefore.has(ref)).flatMap((ref) => added.get(ref) ?? []),
    now,
  )
  await updateMirrored(scope, combi.id, updates)
  await reofferChanged(scope, healable, offerDeadline(now))
  await acceptVersions(scope, cosmetic)
  await markDrift(
    scope,
    updates.map(({ id }) => id),
  )
  const happened = (kind: string) => (invoiceId: string) => ({ invoiceId, at: now, actorId: null, kind })
  await addInvoiceEvents(scope, [
    ...drifted.map(happened('changed-after-booking')),
    ...cosmetic.map(happened('change-cosmetic')),
  ])
  const fresh = await recordRejected(scope, combi.id, { rows: toRejectedRows('invoice', page.rejected), now })
  showRejected(work, fresh)
  await resolveRejected(scope, combi.id, { entity: 'invoice', refs: page.items.map(({ ref }) => ref), now })
  if (page.checkpoint !== combi.invoiceCheckpoint)
    await saveCheckpoints(scope, combi.id, { invoiceCheckpoint: page.checkpoint })
}

const withIds = (inserts: readonly { invoice: Invoice }[], ids: ReadonlyMap<string, string>) =>
  new Map(
    inserts.flatMap(({ invoice }) => {
      const id = ids.get(invoice.ref)
      return id === undefined ? [] : [[invoice.ref, { id, invoice }] as const]
    }),
  )

/** Hands invoices over under their own date, as a person would who hands over all that comes in. */
const offerByItself = async (scope: Scope, ids: readonly string[], now: Date): Promise<void> => {
  if (ids.length === 0) return
  await setOffered(scope, ids, { from: ['pending'], bookingDate: null, now, deadline: offerDeadline(now) })
  await addInvoiceEvents(
    scope,
    ids.map((invoiceId) => ({ invoiceId, at: now, actorId: null, kind: 'offered', params: { bookingDate: null } })),
  )
}

const noteDrift = ({ tally, flows }: RunWork, invoice: Invoice, invoiceId: string): void => {
  count(tally, 'actionCount')
  tally.items.push({
    at: flows.now(),
    kind: 'invoice',
    ref: invoice.ref,
    invoiceId,
    label: invoice.number,
    debtorName: invoice.debtor.name,
    amountCents: invoice.grossCents,
    bookingDate: null,
    outcome: 'action',
    reason: { code: 'changed-after-booking', params: { number: invoice.number } },
  })
}
