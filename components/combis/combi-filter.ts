import { combiStatuses, type CombiStatus } from '@/lib/domain/combi-status'
import type { CombiDto } from '@/lib/dto/combis'

/** Which combi's are on the screen; the same words stand in its address. */
export type CombisFilter = { text: string; status: CombiStatus | null; workspace: string | null }

/** The filter that an address asks for; what makes no sense asks for nothing. */
export const combisFilterIn = (search: Pick<URLSearchParams, 'get'>): CombisFilter => ({
  text: search.get('q') ?? '',
  status: combiStatuses.find((status) => status === search.get('status')) ?? null,
  workspace: search.get('workspace'),
})

/** The filter as the query of an address, without what is left open. */
export const toCombisSearch = ({ text, status, workspace }: CombisFilter): string => {
  const search = new URLSearchParams({
    ...(text !== '' && { q: text }),
    ...(status !== null && { status }),
    ...(workspace !== null && { workspace }),
  })
  return search.size === 0 ? '' : `?${search.toString()}`
}

/** For looking words up: without capitals and without marks on letters. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()

const wordsOf = ({ name, workspace, source, books, profiles }: CombiDto): string =>
  plain(
    [
      ...[name, workspace.name, source.account, books.account],
      ...profiles.flatMap(({ companyProfile, administration }) => [companyProfile, administration]),
    ].join(' '),
  )

/** Whether the combi has each of the words somewhere in its names, and is as the filter asks. */
export const isAskedFor = (combi: CombiDto, { text, status, workspace }: CombisFilter): boolean => {
  if (status !== null && combi.status !== status) return false
  if (workspace !== null && combi.workspace.id !== workspace) return false
  const words = wordsOf(combi)
  return plain(text)
    .split(/\s+/)
    .every((word) => words.includes(word))
}
