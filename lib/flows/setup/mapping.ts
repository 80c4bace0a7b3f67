import { withWorkspace } from '@/lib/db/client'
import { saveDecisions, type SetupRecord } from '@/lib/db/setups'
import type { FieldProblem, SetupDecisions, SetupLink } from '@/lib/domain/setup'
import { indexChart } from '@/lib/sync/choose-account'
import {
  accountsInUse,
  checkMapping,
  mappingOf,
  mergeChoices,
  showGroup,
  showVatClass,
  type MappingRequest,
} from '@/lib/sync/show-mapping'
import type { FlowContext } from '../context'
import { openSetup, requireDecisions } from './open-setup'
import { readCharts, vocabularyOf, type Vocabulary } from './vocabulary'

/** What each revenue group and VAT class becomes, for every administration that is linked. */
export const readMapping = async (flows: FlowContext, setup: SetupRecord) => {
  const decisions = requireDecisions(setup)
  const vocabulary = vocabularyOf(flows, openSetup(flows, setup))
  const administrations = []
  for (const link of decisions.links) administrations.push(await showLink(vocabulary, decisions, link))
  return { administrations }
}

type MappedBy = Pick<SetupDecisions, 'choices'> & {
  answers: Pick<SetupDecisions['answers'], 'vatMode' | 'bookingStyle'>
}

/** What each revenue group and VAT class becomes in one administration. */
export const showLink = async (vocabulary: Vocabulary, { answers, choices }: MappedBy, link: SetupLink) => {
  const chart = await vocabulary.chart(link.administrationRef)
  const index = indexChart(chart)
  const mapping = mappingOf(link, choices)
  const groups = (await vocabulary.revenueGroups()).map((group) => showGroup(group, index, mapping))
  const accounts = accountsInUse(groups, { index, mapping })
  const rules = { index, mapping, vatMode: answers.vatMode, bookingStyle: answers.bookingStyle }
  return {
    ...{ ref: link.administrationRef, name: link.administrationName, groups },
    accounts: chart.ledgerAccounts
      .filter(({ isBlocked }) => !isBlocked)
      .map(({ number, description }) => ({ number, description })),
    vatCodes: chart.vatCodes
      .filter(({ direction }) => direction === 'sales')
      .map(({ code, description, vatBasisPoints }) => ({ code, description, vatBasisPoints })),
    vatClasses: (await vocabulary.vatClasses()).map((vatClass) => showVatClass(vatClass, accounts, rules)),
  }
}

/** Keeps these choices beside those of before; when something is wrong with one of them, none. */
export const saveMapping = async (
  flows: FlowContext,
  setup: SetupRecord,
  request: MappingRequest,
): Promise<FieldProblem[]> => {
  const decisions = requireDecisions(setup)
  const vocabulary = vocabularyOf(flows, openSetup(flows, setup))
  const charts = await readCharts(
    vocabulary,
    decisions.links.map(({ administrationRef }) => administrationRef),
  )
  const problems = checkMapping(request, new Map([...charts].map(([ref, chart]) => [ref, indexChart(chart)])))
  if (problems.length > 0) return problems
  const choices = mergeChoices(decisions.choices, request)
  await withWorkspace(flows.db, setup.workspaceId, (scope) => saveDecisions(scope, setup, { ...decisions, choices }))
  return []
}
