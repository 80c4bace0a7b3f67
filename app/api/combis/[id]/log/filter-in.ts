import { logFilter, type LogFilterDto } from '@/lib/dto/log'

type Search = Readonly<Record<string, string | string[] | undefined>>

const fields = ['from', 'to', 'outcome', 'kind', 'reason', 'q'] as const

/** The filter that an address asks for; a field that a form left empty asks for nothing. Null: one that makes no sense. */
export const logFilterIn = (search: Search): LogFilterDto | null => {
  const given = fields.flatMap((field) => {
    const value = search[field]
    return value === undefined || value === '' ? [] : [[field, value] as const]
  })
  const parsed = logFilter.safeParse(Object.fromEntries(given))
  return parsed.success ? parsed.data : null
}
