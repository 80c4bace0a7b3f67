import { addAuditEntry } from '@/lib/db/audit'
import { withWorkspace, type Scope } from '@/lib/db/client'
import { lockCombi } from '@/lib/db/combi-lifecycle'
import { listHeldByMapping, saveMappings } from '@/lib/db/combi-settings'
import { findCombi, type CombiRecord } from '@/lib/db/combis'
import type { FieldProblem, MappingChoices } from '@/lib/domain/setup'
import { awaitedBy } from '@/lib/sync/awaited-choices'
import { indexChart } from '@/lib/sync/choose-account'
import { checkMapping, mappingOf, mergeChoices, type MappingRequest } from '@/lib/sync/show-mapping'
import type { FlowContext } from '../context'
import { showLink } from '../setup/mapping'
import { readCharts, type Vocabulary } from '../setup/vocabulary'
import { choicesOf, findLiving, mappingsOf, vocabularyOfCombi } from './open-combi'
import type { Editing } from './pause-combi'

/** What each revenue group and VAT class becomes, and how many invoices wait for a choice. Null: no such combi. */
export const readCombiMapping = async (flows: FlowContext, { workspaceId, combiId }: Omit<Editing, 'actor'>) => {
  const combi = await findLiving(flows, { workspaceId, combiId })
  if (combi === null) return null
  const vocabulary = vocabularyOfCombi(flows, workspaceId, combi)
  const decided = { answers: choicesOf(combi), choices: mappingsOf(combi) }
  const administrations = []
  for (const link of combi.profiles) administrations.push(await showLink(vocabulary, decided, link))
  const held = await withWorkspace(flows.db, workspaceId, (scope) => listHeldByMapping(scope, combiId))
  return {
    version: combi.settingsVersion,
    administrations,
    waiting: await countWaiting(vocabulary, combi, held),
    waitingCount: held.length,
  }
}

type Held = Awaited<ReturnType<typeof listHeldByMapping>>

const countWaiting = async (vocabulary: Vocabulary, combi: CombiRecord, held: Held) => {
  const counts = new Map<string, { administration: string; kind: 'group' | 'vat'; ref: string; count: number }>()
  for (const link of combi.profiles) {
    const own = held.filter(({ companyProfileRef }) => companyProfileRef === link.companyProfileRef)
    if (own.length === 0) continue
    const rules = {
      ...choicesOf(combi),
      index: indexChart(await vocabulary.chart(link.administrationRef)),
      mapping: mappingOf(link, mappingsOf(combi)),
    }
    for (const { invoice } of own)
      for (const { kind, ref } of awaitedBy(invoice.lines, rules)) {
        const key = `${link.administrationRef} ${kind} ${ref}`
        const count = (counts.get(key)?.count ?? 0) + 1
        counts.set(key, { administration: link.administrationRef, kind, ref, count })
      }
  }
  return [...counts.values()]
}

export type MappingSaved =
  | { ok: true }
  | { ok: false; reason: 'not-found' | 'settings-changed' }
  | { ok: false; reason: 'problems'; problems: FieldProblem[] }

/**
 * Keeps these choices beside those of before, for somebody who saw this version of them; when something is wrong with one,
 * none. Invoices that were held for want of them go by themselves in the next run that somebody asks for.
 */
export const saveCombiMapping = async (
  flows: FlowContext,
  editing: Editing,
  { version, ...request }: MappingRequest & { version: number },
): Promise<MappingSaved> => {
  const { workspaceId, combiId } = editing
  const combi = await findLiving(flows, editing)
  if (combi === null) return { ok: false, reason: 'not-found' }
  const refs = combi.profiles.map(({ administrationRef }) => administrationRef)
  const charts = await readCharts(vocabularyOfCombi(flows, workspaceId, combi), refs)
  const problems = checkMapping(request, new Map([...charts].map(([ref, chart]) => [ref, indexChart(chart)])))
  if (problems.length > 0) return { ok: false, reason: 'problems', problems }
  return withWorkspace(flows.db, workspaceId, async (scope): Promise<MappingSaved> => {
    const locked = await lockCombi(scope, combiId)
    const current = locked && (await findCombi(scope, combiId))
    if (current === null) return { ok: false, reason: 'not-found' }
    if (current.settingsVersion !== version) return { ok: false, reason: 'settings-changed' }
    const before = mappingsOf(current)
    const choices = mergeChoices(before, request)
    await saveMappings(scope, combiId, { links: current.profiles, choices })
    await writeAudit(scope, editing, { combi: current.name, before, request, at: flows.now() })
    return { ok: true }
  })
}

type Written = { combi: string; before: MappingChoices; request: MappingRequest; at: Date }

const writeAudit = async (scope: Scope, { actor }: Editing, { combi, before, request, at }: Written): Promise<void> => {
  const unchosen = '–'
  const changes = [
    ...request.ledger.map(({ administration, revenueGroup: subject, account }) => ({
      subject,
      from: before.ledger.find((one) => one.administration === administration && one.revenueGroup === subject)?.account,
      to: account,
    })),
    ...request.vat.map(({ administration, vatClass: subject, code }) => ({
      subject,
      from: before.vat.find((one) => one.administration === administration && one.vatClass === subject)?.code,
      to: code,
    })),
  ]
  for (const { subject, from = unchosen, to } of changes)
    await addAuditEntry(scope, {
      ...{ kind: 'mapping-changed', actor, at },
      params: { combi, subject, from, to: to ?? unchosen },
    })
}
