import { ConnectorError } from '@/lib/connectors/errors'
import { withSystem, withWorkspace } from '@/lib/db/client'
import { findHolders, type Holders } from '@/lib/db/installations'
import { saveDecisions, type SetupRecord } from '@/lib/db/setups'
import type { Administration, Chart } from '@/lib/domain/books'
import { dayInAmsterdam } from '@/lib/domain/day'
import type { CompanyProfile } from '@/lib/domain/invoice'
import type { FieldProblem, SetupAnswers } from '@/lib/domain/setup'
import { checkAnswers, linkedAdministrations } from '@/lib/sync/check-answers'
import { proposeAnswers, proposeLinks } from '@/lib/sync/propose-answers'
import type { FlowContext } from '../context'
import { openSetup, SetupIncomplete } from './open-setup'
import { readCharts, vocabularyOf, type Vocabulary } from './vocabulary'

/** A chart takes five calls; of an office with a hundred administrations those in question are read, the others on saving. */
const mostCharts = 12

/** What can be answered, with the answers of before or the advice. */
export const readQuestions = async (flows: FlowContext, setup: SetupRecord) => {
  const vocabulary = vocabularyOf(flows, openSetup(flows, setup))
  const profiles = await readProfiles(vocabulary)
  const administrations = await vocabulary.administrations()
  const holders = await readHolders(flows, setup)
  const links =
    setup.decisions?.answers.administrations ??
    proposeLinks({
      ...{ profiles: profiles ?? [], administrations },
      ...{ heldProfiles: holders.profiles, heldAdministrations: holders.administrations },
    })
  const linked = linkedAdministrations({ administrations: links }).filter((linkedRef) =>
    administrations.some(({ ref }) => ref === linkedRef),
  )
  const charts = await readChartsToPick(vocabulary, linked)
  const answers =
    setup.decisions?.answers ??
    proposeAnswers(
      links,
      linked.flatMap((ref) => charts.get(ref) ?? []),
      dayInAmsterdam(flows.now()),
    )
  return { ...toPick({ profiles, administrations, holders, charts }), answers }
}

/** The charts of these administrations, and of as many others as somebody may want to choose between. */
export const readChartsToPick = async (
  vocabulary: Vocabulary,
  linked: readonly string[],
): Promise<Map<string, Chart>> => {
  const refs = (await vocabulary.administrations()).map(({ ref }) => ref)
  return readCharts(vocabulary, [...new Set([...linked, ...refs])].slice(0, mostCharts))
}

type Pickable = {
  profiles: readonly CompanyProfile[] | null
  administrations: readonly Pick<Administration, 'ref' | 'name'>[]
  holders: Holders
  charts: ReadonlyMap<string, Chart>
}

/** What can be answered, as the form shows it. */
export const toPick = ({ profiles, administrations, holders, charts }: Pickable) => ({
  profiles: profiles?.map((profile) => ({ ...profile, heldBy: holders.profiles.get(profile.ref) ?? null })) ?? null,
  administrations: administrations.map(({ ref, name }) => ({
    ...{ ref, name, heldBy: holders.administrations.get(ref) ?? null },
    accounts: accountsToPick(charts.get(ref)),
    journals: journalsToPick(charts.get(ref)),
  })),
})

/** Null when the rights to read them are missing, which may happen after the account was connected. */
export const readProfiles = async (vocabulary: Vocabulary): Promise<CompanyProfile[] | null> => {
  try {
    return await vocabulary.profiles()
  } catch (error) {
    if (error instanceof ConnectorError && error.details.reason === 'no-rights') return null
    throw error
  }
}

const readHolders = (flows: FlowContext, { source, books }: SetupRecord): Promise<Holders> => {
  if (source === null || books === null) throw new SetupIncomplete()
  return withSystem(flows.db, (tx) => findHolders(tx, { source, books }))
}

const accountsToPick = (chart: Chart | undefined) =>
  (chart?.ledgerAccounts ?? [])
    .filter(({ isBlocked, isBalanceSheet }) => !isBlocked && !isBalanceSheet)
    .map(({ number, description }) => ({ number, description }))

const journalsToPick = (chart: Chart | undefined) =>
  (chart?.journals ?? []).filter(({ kind }) => kind === 'sales').map(({ ref, description }) => ({ ref, description }))

/** Keeps the answers when all is well with them; else says what is not, and keeps nothing. */
export const saveAnswers = async (
  flows: FlowContext,
  setup: SetupRecord,
  answers: SetupAnswers,
): Promise<FieldProblem[]> => {
  const vocabulary = vocabularyOf(flows, openSetup(flows, setup))
  const administrations = await vocabulary.administrations()
  const known = new Set(administrations.map(({ ref }) => ref))
  const linked = linkedAdministrations(answers).filter((ref) => known.has(ref))
  const holders = await readHolders(flows, setup)
  const { problems, links } = checkAnswers(answers, {
    ...{ profiles: (await readProfiles(vocabulary)) ?? [], administrations },
    charts: await readCharts(vocabulary, linked),
    ...{ heldProfiles: holders.profiles, heldAdministrations: holders.administrations },
  })
  if (problems.length > 0) return problems
  const choices = setup.decisions?.choices ?? { ledger: [], vat: [] }
  await withWorkspace(flows.db, setup.workspaceId, (scope) => saveDecisions(scope, setup, { answers, links, choices }))
  return []
}
