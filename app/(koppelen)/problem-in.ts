import { setupProblems, setupRights, type SetupProblemDto, type SetupRightDto } from '@/lib/dto/setup'

/** What the way back from a vendor puts in the address of the step. */
export type ProblemSearch = { problem?: string | string[]; detail?: string | string[] }

/** A problem as an address names it. Only words that are known are believed: anybody can write an address. */
export type KnownProblem = { problem: SetupProblemDto; missing: SetupRightDto[] }

/** The problem that the address names, or null. */
export const problemIn = (search: ProblemSearch): KnownProblem | null => {
  const problem = setupProblems.find((known) => known === search.problem)
  if (problem === undefined) return null
  const named = typeof search.detail === 'string' ? search.detail.split(',') : []
  return { problem, missing: setupRights.filter((right) => named.includes(right)) }
}
