import { useTranslations } from 'next-intl'
import type { FieldProblemDto } from '@/lib/dto/setup'

/** What to say at the field that something is wrong with; null for one that is well. */
export const useFieldWords = (problems: readonly FieldProblemDto[]) => {
  const t = useTranslations('setup.field')
  return (field: string): string | null => {
    const problem = problems.find((each) => each.field === field)
    return problem === undefined ? null : t(problem.code, { ...noParams, ...problem.params })
  }
}

/** A sentence can be chosen by an empty word, not by the absence of one. */
const noParams = {
  account: '',
  administration: '',
  profile: '',
  combi: '',
  workspace: '',
  code: '',
  group: '',
  journal: '',
  number: '',
  other: '',
  word: '',
  count: '',
}
