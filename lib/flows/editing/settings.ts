import { addAuditEntry } from '@/lib/db/audit'
import { listInvoicedDebtors } from '@/lib/db/automatic-offering'
import { withSystem, withWorkspace, type Scope } from '@/lib/db/client'
import { lockCombi } from '@/lib/db/combi-lifecycle'
import { findLatestInvoice, listUnbookedNumbers, readSettingsFacts, saveCombiSettings } from '@/lib/db/combi-settings'
import type { CombiRecord } from '@/lib/db/combis'
import { setFilesUnwanted } from '@/lib/db/entry-files'
import { findHolders, lockPair } from '@/lib/db/installations'
import { findHoldersOfNumbers } from '@/lib/db/invoices'
import type { CombiSettings } from '@/lib/domain/combi-settings'
import type { FieldProblem, SetupLink } from '@/lib/domain/setup'
import { checkAnswers, linkedAdministrations } from '@/lib/sync/check-answers'
import { answersOf } from '@/lib/sync/combi-answers'
import { booksNumberOf } from '@/lib/sync/invoice-number'
import { planSettings, type SettingChange } from '@/lib/sync/plan-settings'
import type { FlowContext } from '../context'
import { readChartsToPick, readProfiles, toPick } from '../setup/questions'
import { readCharts } from '../setup/vocabulary'
import { toStored } from '../tally'
import { choicesOf, findLiving, optionsOf, toStoredChoices, vocabularyOfCombi } from './open-combi'
import type { Editing } from './pause-combi'

/** How the combi is set up, what else could be chosen, and what stands where. Null: there is no such combi. */
export const readSettings = async (flows: FlowContext, { workspaceId, combiId }: Omit<Editing, 'actor'>) => {
  const combi = await findLiving(flows, { workspaceId, combiId })
  if (combi === null) return null
  const vocabulary = vocabularyOfCombi(flows, workspaceId, combi)
  const profiles = await readProfiles(vocabulary)
  const administrations = await vocabulary.administrations()
  const charts = await readChartsToPick(
    vocabulary,
    combi.profiles.map(({ administrationRef }) => administrationRef),
  )
  const holders = await withSystem(flows.db, (tx) => findHolders(tx, combi, combiId))
  const [facts, example, debtors] = await withWorkspace(flows.db, workspaceId, async (scope) => [
    await readSettingsFacts(scope, combiId),
    await findLatestInvoice(scope, combiId),
    await listInvoicedDebtors(scope, combiId, mostDebtors),
  ])
  const refs = profiles?.map(({ ref }) => ref) ?? []
  return {
    version: combi.settingsVersion,
    questions: {
      ...toPick({ profiles, administrations, holders, charts }),
      answers: answersOf({ ...choicesOf(combi), links: combi.profiles }, refs, charts),
    },
    options: optionsOf(combi),
    standing: facts.standing,
    debtors,
    example: example && { ...example, debtor: { name: example.debtor.name } },
  }
}

/** More than this nobody picks from. */
const mostDebtors = 2_000

export type SettingsSaved =
  | { ok: true }
  | { ok: false; reason: 'not-found' | 'settings-changed' }
  | { ok: false; reason: 'write-in-doubt'; count: number }
  | { ok: false; reason: 'problems'; problems: FieldProblem[] }

/**
 * Changes how a combi works, for somebody who saw this version of it. What is in the books stays as it is; what was not
 * booked yet goes the new way from the next slice on.
 */
export const saveSettings = async (
  flows: FlowContext,
  editing: Editing,
  { version, settings }: { version: number; settings: CombiSettings },
): Promise<SettingsSaved> => {
  const { workspaceId, combiId } = editing
  const combi = await findLiving(flows, editing)
  if (combi === null) return { ok: false, reason: 'not-found' }
  const links = await checkLinks(flows, { workspaceId, combi, settings })
  if ('problems' in links) return { ok: false, reason: 'problems', problems: links.problems }
  return withSystem(flows.db, async (tx): Promise<SettingsSaved> => {
    const scope = { tx, workspaceId }
    await lockPair(tx, combi)
    const locked = await lockCombi(scope, combiId)
    if (locked === null) return { ok: false, reason: 'not-found' }
    if (locked.settingsVersion !== version || combi.settingsVersion !== version)
      return { ok: false, reason: 'settings-changed' }
    const taken = takenAmong(links.links, await findHolders(tx, combi, combiId))
    const colliding = await findColliding(scope, combi, { links: links.links, offset: settings.options.numberOffset })
    const problems = [...taken, ...colliding]
    if (problems.length > 0) return { ok: false, reason: 'problems', problems }
    const { answers, options } = settings
    const plan = planSettings(
      { links: combi.profiles, choices: choicesOf(combi), options: optionsOf(combi) },
      { links: links.links, choices: answers, options },
      await readSettingsFacts(scope, combiId),
    )
    if (plan.kind === 'refused') return { ok: false, reason: 'problems', problems: plan.problems }
    if (plan.kind === 'in-doubt') return { ok: false, reason: 'write-in-doubt', count: plan.count }
    if (plan.changes.length === 0) return { ok: true }
    await saveCombiSettings(scope, combiId, {
      ...toStoredChoices(answers),
      ...options,
      ...{ links: links.links, isReadAgain: plan.isReadAgain, isOfferingAnew: plan.isOfferingAnew },
    })
    if (combi.attachesPdf && !options.attachesPdf)
      await setFilesUnwanted(scope, combiId, toStored({ code: 'file-unwanted', params: {} }))
    await writeAudit(scope, editing, { combi: locked.name, changes: plan.changes, at: flows.now() })
    return { ok: true }
  })
}

type Checking = { workspaceId: string; combi: CombiRecord; settings: CombiSettings }

/** The answers against what both sides have, as the wizard checks them. */
const checkLinks = async (
  flows: FlowContext,
  { workspaceId, combi, settings: { answers } }: Checking,
): Promise<{ links: SetupLink[] } | { problems: FieldProblem[] }> => {
  const vocabulary = vocabularyOfCombi(flows, workspaceId, combi)
  const administrations = await vocabulary.administrations()
  const known = new Set(administrations.map(({ ref }) => ref))
  const linked = linkedAdministrations(answers).filter((ref) => known.has(ref))
  const holders = await withSystem(flows.db, (tx) => findHolders(tx, combi, combi.id))
  const { problems, links } = checkAnswers(answers, {
    ...{ profiles: (await readProfiles(vocabulary)) ?? [], administrations },
    charts: await readCharts(vocabulary, linked),
    ...{ heldProfiles: holders.profiles, heldAdministrations: holders.administrations },
  })
  return problems.length > 0 ? { problems } : { links }
}

/** Looked at again under the lock: somebody may have installed on the same accounts meanwhile. */
const takenAmong = (
  links: readonly SetupLink[],
  { profiles, administrations }: Awaited<ReturnType<typeof findHolders>>,
): FieldProblem[] =>
  links.flatMap(({ companyProfileRef, administrationRef }): FieldProblem[] => {
    const field = `administrations.${companyProfileRef}`
    const holder = profiles.get(companyProfileRef)
    if (holder !== undefined) return [{ field, code: 'profile-taken', params: { ...holder } }]
    const other = administrations.get(administrationRef)
    return other === undefined ? [] : [{ field, code: 'administration-taken', params: { ...other } }]
  })

/** Whether the offset gives a waiting invoice a number that a booked one has. */
const findColliding = async (
  scope: Scope,
  combi: CombiRecord,
  { links, offset }: { links: readonly SetupLink[]; offset: number },
): Promise<FieldProblem[]> => {
  if (offset === combi.numberOffset) return []
  const waiting = await listUnbookedNumbers(scope, combi.id)
  for (const { companyProfileRef, administrationRef } of links) {
    const numbers = new Map(
      waiting
        .filter((invoice) => invoice.companyProfileRef === companyProfileRef)
        .flatMap(({ id, number }) => {
          const booksNumber = booksNumberOf(number, offset)
          return booksNumber === null ? [] : [[booksNumber, { id, number }] as const]
        }),
    )
    const holders = await findHoldersOfNumbers(scope, { combiId: combi.id, administrationRef }, [...numbers.keys()])
    for (const [booksNumber, holder] of holders) {
      const own = numbers.get(booksNumber)
      if (own !== undefined && own.id !== holder.invoiceId)
        return [
          { field: 'numberOffset', code: 'offset-collides', params: { number: own.number, other: holder.number } },
        ]
    }
  }
  return []
}

const writeAudit = async (
  scope: Scope,
  { actor }: Editing,
  { combi, changes, at }: { combi: string; changes: readonly SettingChange[]; at: Date },
): Promise<void> => {
  for (const { setting, from, to } of changes)
    await addAuditEntry(scope, { kind: 'combi-changed', actor, at, params: { combi, setting, from, to } })
}
