import { createHash } from 'node:crypto'
import type { Checkpoint } from '@/lib/connectors/contract'
import { ConnectorError } from '@/lib/connectors/errors'
import { withWorkspace } from '@/lib/db/client'
import { confirmSetup, lockSetup, saveReadiness, type SetupRecord } from '@/lib/db/setups'
import type { SetupDecisions, SetupLink } from '@/lib/domain/setup'
import { indexChart } from '@/lib/sync/choose-account'
import type { BookingRules } from '@/lib/sync/plan-booking'
import {
  beginReading,
  debtorsNeeded,
  judgeDebtors,
  judgeInvoice,
  readinessProgress,
  toReport,
  type ReadinessProgress,
  type ReadinessReport,
} from '@/lib/sync/readiness'
import { mappingOf, showGroup } from '@/lib/sync/show-mapping'
import { defaultDescriptionTemplate } from '@/lib/domain/entry-description'
import type { FlowContext } from '../context'
import { externalRefIn, openSetup, requireDecisions, SetupIncomplete, type OpenSetup } from './open-setup'
import { vocabularyOf, type Vocabulary } from './vocabulary'

/** Few enough to be answered within seconds; the page asks on until all has been read. */
const callsPerRequest = 12
/** As many as the source takes in one question. */
const debtorsPerBatch = 50
/** When a vendor that asks for a pause does not say how long. */
const unsaidWaitMs = 10_000

export type Readiness = {
  progress: { invoicesRead: number; debtorsRead: number; waitMs: number | null }
  report: ReadinessReport | null
}

/**
 * Reads on for a moment towards the report of what would become of every invoice, and says how far it is. It only reads:
 * nothing is written on either side. A vendor's request to wait is a pause, and what was read is kept.
 */
export const readOn = async (flows: FlowContext, setup: SetupRecord): Promise<Readiness> => {
  const decisions = requireDecisions(setup)
  const basis = basisOf(setup)
  const begun = progressIn(setup, basis)
  if (begun?.phase === 'done') return show(begun, decisions, null)
  const reading = newReading(flows, openSetup(flows, setup), decisions)
  const progress = begun ?? beginReading(basis)
  let waitMs: number | null = null
  try {
    while (progress.phase !== 'done' && reading.open.spent.calls < callsPerRequest)
      await phases[progress.phase](reading, progress)
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    if (error.kind !== 'rate-limit') {
      await keep(flows, setup, progress)
      throw error
    }
    waitMs = error.details.retryAfterMs ?? unsaidWaitMs
  }
  return show(await keep(flows, setup, progress), decisions, waitMs)
}

/** What a report is about: with other accounts, answers or choices it is another report. */
const basisOf = ({ source, books, decisions }: SetupRecord): string => {
  const { answers, links, choices } = decisions ?? {}
  // Sorted by key: the database keeps objects in an order of its own.
  const parts = JSON.stringify([source?.id, books?.id, answers, links, choices], sortKeys)
  return createHash('sha256').update(parts).digest('base64url')
}

const sortKeys = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value

const progressIn = ({ readiness }: SetupRecord, basis: string): ReadinessProgress | null => {
  const stored = readinessProgress.safeParse(readiness).data
  return stored?.basis === basis ? stored : null
}

type Reading = { flows: FlowContext; open: OpenSetup; decisions: SetupDecisions; vocabulary: Vocabulary }

const newReading = (flows: FlowContext, open: OpenSetup, decisions: SetupDecisions): Reading => ({
  ...{ flows, open, decisions },
  vocabulary: vocabularyOf(flows, open),
})

/** Moves `progress` a call or some further; each changes it only once its vendor answered. */
const phases: Record<
  Exclude<ReadinessProgress['phase'], 'done'>,
  (reading: Reading, progress: ReadinessProgress) => Promise<void>
> = {
  async invoices(reading, progress) {
    const { decisions, open } = reading
    const rules = new Map<string, Omit<BookingRules, 'holderOfNumber'>>()
    for (const link of decisions.links) rules.set(link.companyProfileRef, await rulesFor(reading, link))
    const { items, rejected, checkpoint, hasMore } = await open.source.listInvoices(
      progress.checkpoint as Checkpoint | null,
      { issuedFrom: decisions.answers.invoicesFrom },
    )
    const invoices = new Map(Object.entries(progress.invoices))
    const unreadable = new Map(Object.entries(progress.unreadable))
    for (const invoice of items) {
      unreadable.delete(invoice.ref)
      // It may have been of a linked profile when it came before.
      invoices.delete(invoice.ref)
      const own = rules.get(invoice.companyProfileRef)
      if (own === undefined) continue
      invoices.set(invoice.ref, judgeInvoice(invoice, own))
      progress.debtors[invoice.debtor.ref] ??= { kind: invoice.debtor.kind, name: invoice.debtor.name }
    }
    for (const { ref, label, reason } of rejected) {
      const key = ref ?? label ?? reason
      invoices.delete(key)
      unreadable.set(key, label ?? key)
    }
    progress.invoices = Object.fromEntries(invoices)
    progress.unreadable = Object.fromEntries(unreadable)
    progress.checkpoint = checkpoint
    if (!hasMore) progress.phase = 'debtors'
  },

  async debtors({ open }, progress) {
    const unread = Object.entries(progress.debtors)
      .filter(([, { email, problem }]) => email === undefined && problem === undefined)
      .slice(0, debtorsPerBatch)
    if (unread.length === 0) {
      progress.phase = 'books'
      return
    }
    const { items, rejected } = await open.source.getDebtors(unread.map(([ref, { kind }]) => ({ ref, kind })))
    const found = new Map(items.map(({ ref, email, vatNumber }) => [ref, { email, vatNumber }]))
    const unreadable = new Map(rejected.map(({ ref, reason }) => [ref, reason]))
    for (const [ref, debtor] of unread) {
      const text = unreadable.get(ref)
      const there = found.get(ref)
      if (there !== undefined) Object.assign(debtor, there)
      else
        debtor.problem =
          text === undefined
            ? { code: 'debtor-missing', params: { debtor: debtor.name } }
            : { code: 'debtor-unreadable', params: { debtor: debtor.name, text } }
    }
  },

  async books(reading, progress) {
    const { decisions, open } = reading
    const link = decisions.links.find(({ administrationRef }) => !(administrationRef in progress.books))
    if (link === undefined) {
      progress.groupsOnDefault = await groupsOnDefault(reading)
      progress.phase = 'done'
      return
    }
    const isAskedFor = debtorsNeeded(progress, link).length > 0
    const debtors = isAskedFor ? await open.books.listDebtors(link.administrationRef) : []
    progress.books[link.administrationRef] = judgeDebtors(progress, link, {
      debtors,
      externalRefOf: (ref) => externalRefIn(open.setup, ref),
    })
  },
}

const rulesFor = async ({ decisions, vocabulary }: Reading, link: SetupLink) => ({
  index: indexChart(await vocabulary.chart(link.administrationRef)),
  mapping: mappingOf(link, decisions.choices),
  ...{ vatMode: decisions.answers.vatMode, bookingStyle: decisions.answers.bookingStyle },
  salesJournalRef: link.salesJournalRef,
  ...{ descriptionTemplate: defaultDescriptionTemplate, numberOffset: 0 },
})

const groupsOnDefault = async (reading: Reading): Promise<string[]> => {
  const labels = new Set<string>()
  const groups = await reading.vocabulary.revenueGroups()
  for (const link of reading.decisions.links) {
    const { index, mapping } = await rulesFor(reading, link)
    for (const group of groups) if (showGroup(group, index, mapping).state === 'default') labels.add(group.label)
  }
  return [...labels]
}

/**
 * Keeps what was read, unless something was decided anew meanwhile, or another window of the same browser is further.
 * @returns what is kept now.
 */
const keep = (flows: FlowContext, setup: SetupRecord, progress: ReadinessProgress): Promise<ReadinessProgress> =>
  withWorkspace(flows.db, setup.workspaceId, async (scope) => {
    const now = await lockSetup(scope.tx, setup)
    if (now === null || now.finishedAt !== null || basisOf(now) !== progress.basis) throw new SetupIncomplete()
    const stored = progressIn(now, progress.basis)
    if (stored !== null && stored.step !== progress.step) return stored
    const next = { ...progress, step: progress.step + 1 }
    await saveReadiness(scope, setup, next)
    return next
  })

const show = (
  progress: ReadinessProgress,
  { links }: Pick<SetupDecisions, 'links'>,
  waitMs: number | null,
): Readiness => ({
  progress: {
    invoicesRead: Object.keys(progress.invoices).length,
    debtorsRead: Object.values(progress.debtors).filter(
      ({ email, problem }) => email !== undefined || problem !== undefined,
    ).length,
    waitMs: progress.phase === 'done' ? null : waitMs,
  },
  report: progress.phase === 'done' ? toReport(progress, links) : null,
})

/** Somebody saw the report and agrees. @throws SetupIncomplete without a report about what is decided now. */
export const confirmReport = (flows: FlowContext, setup: SetupRecord): Promise<void> =>
  withWorkspace(flows.db, setup.workspaceId, async (scope) => {
    const now = await lockSetup(scope.tx, setup)
    if (now === null || progressIn(now, basisOf(now))?.phase !== 'done') throw new SetupIncomplete()
    await confirmSetup(scope, setup, flows.now())
  })
