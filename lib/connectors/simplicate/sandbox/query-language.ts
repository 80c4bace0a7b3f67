/**
 * Simplicate's query language: `q[…]`, `sort`, `limit`, `offset`, `select`, `metadata`.
 * Documented: https://developer.simplicate.com/docs/api/v2/filtering. Observed in clients: lower-case `in`/`nin`, `[or]`
 * with an operator. Guessed: text is compared without case, a list sorts empty values first, a limit above 100 counts
 * as 100, and a filter or sort on a property that the resource does not have is refused.
 */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonRecord = { [key: string]: Json }

type Operator = 'eq' | 'ge' | 'gt' | 'le' | 'lt' | 'in' | 'nin'
type Condition = { path: string; keys: string[]; operator: Operator; values: string[] }

export type Query = {
  /** All must hold. */
  conditions: Condition[]
  /** At least one must hold, unless there is none. */
  alternatives: Condition[]
  sort: { path: string; keys: string[]; isDescending: boolean }[]
  limit: number
  offset: number
  select: string[]
  metadata: string[]
}

export class QueryRefused extends Error {}

const maxLimit = 100
const operators: readonly Operator[] = ['ge', 'gt', 'le', 'lt', 'in', 'nin']

/** @throws QueryRefused when a part cannot be understood. */
export const parseQuery = (search: URLSearchParams): Query => {
  const query: Query = {
    conditions: [],
    alternatives: [],
    sort: [],
    limit: maxLimit,
    offset: 0,
    select: [],
    metadata: [],
  }
  for (const [name, value] of search) {
    if (name.startsWith('q[')) addCondition(query, name, value)
    else if (name === 'sort') query.sort = splitList(value).map(toSort)
    else if (name === 'limit') query.limit = Math.min(toCount(name, value, 1), maxLimit)
    else if (name === 'offset') query.offset = toCount(name, value, 0)
    else if (name === 'select') query.select = splitList(value)
    else if (name === 'metadata') query.metadata = splitList(value)
    else throw new QueryRefused(`Unknown parameter '${name}'`)
  }
  return query
}

const splitList = (text: string) => text.split(',').filter((part) => part !== '')

const toSort = (field: string) => {
  const isDescending = field.startsWith('-')
  const path = isDescending ? field.slice(1) : field
  return { path, keys: path.split('.'), isDescending }
}

const toCount = (name: string, value: string, least: number): number => {
  if (!/^\d{1,9}$/.test(value) || Number(value) < least) throw new QueryRefused(`Invalid ${name} '${value}'`)
  return Number(value)
}

const addCondition = (query: Query, name: string, value: string): void => {
  const parts = [...name.slice(1).matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1] ?? '')
  if (`q${parts.map((part) => `[${part}]`).join('')}` !== name) throw new QueryRefused(`Cannot read '${name}'`)
  const isAlternative = parts[0] === 'or'
  const [path, suffix, ...rest] = isAlternative ? parts.slice(1) : parts
  if (!path || rest.length > 0) throw new QueryRefused(`Cannot read '${name}'`)
  const keys = path.split('.')
  const target = isAlternative ? query.alternatives : query.conditions
  if (suffix === '') {
    const earlier = target.find((condition) => condition.path === path && condition.operator === 'eq')
    if (earlier) earlier.values.push(value)
    else target.push({ path, keys, operator: 'eq', values: [value] })
    return
  }
  if (suffix === undefined) return void target.push({ path, keys, operator: 'eq', values: [value] })
  const operator = operators.find((known) => known === suffix)
  if (!operator) throw new QueryRefused(`Unknown operator '${suffix}'`)
  target.push({ path, keys, operator, values: operator === 'in' || operator === 'nin' ? splitList(value) : [value] })
}

/** The page that the query asks for, and how many records match without `limit` and `offset`. */
export const runQuery = (rows: readonly JsonRecord[], query: Query): { page: JsonRecord[]; count: number } => {
  const matches = rows.filter(
    (row) =>
      query.conditions.every((condition) => holds(row, condition)) &&
      (query.alternatives.length === 0 || query.alternatives.some((condition) => holds(row, condition))),
  )
  const sorted =
    query.sort.length === 0 ? matches : [...matches].sort((one, other) => compareRows(one, other, query.sort))
  const page = sorted.slice(query.offset, query.offset + query.limit)
  return {
    page: query.select.length === 0 ? page : page.map((row) => selectFields(row, query.select)),
    count: matches.length,
  }
}

/** @throws QueryRefused when a filter or sort names a property that records of this kind never have. */
export const refuseUnknownFields = (query: Query, fields: ReadonlySet<string>): void => {
  for (const { path } of [...query.conditions, ...query.alternatives, ...query.sort]) {
    const root = path.split('.')[0] ?? ''
    if (!fields.has(root)) throw new QueryRefused(`Unknown field '${path}'`)
  }
}

/** All values under a dotted path; lists on the way are looked into. */
const valuesAt = (value: Json | undefined, path: readonly string[]): (Json | undefined)[] => {
  const [key] = path
  if (key === undefined) return Array.isArray(value) ? value : [value]
  if (Array.isArray(value)) return value.flatMap((entry) => valuesAt(entry, path))
  if (value === null || typeof value !== 'object') return [undefined]
  // `linked_to` holds `<entity>_id` keys; clients filter on `linked_to.id` all the same.
  const rest = path.slice(1)
  if (key === 'id' && rest.length === 0 && !('id' in value))
    return Object.entries(value).flatMap(([name, id]) => (name.endsWith('_id') ? [id] : []))
  return valuesAt(value[key], rest)
}

const holds = (row: JsonRecord, { keys, operator, values }: Condition): boolean => {
  const present = valuesAt(row, keys)
  const some = (test: (text: string) => boolean) => present.some((value) => isFilled(value) && test(toText(value)))
  const [first = ''] = values
  switch (operator) {
    case 'eq':
      return values.some((value) =>
        value === 'null' ? !present.some(isFilled) : some((text) => matchesPattern(text, value)),
      )
    case 'in':
      return values.some((value) => some((text) => isSame(text, value)))
    case 'nin':
      return !values.some((value) => some((text) => isSame(text, value)))
    case 'ge':
      return some((text) => compareText(text, first) >= 0)
    case 'gt':
      return some((text) => compareText(text, first) > 0)
    case 'le':
      return some((text) => compareText(text, first) <= 0)
    case 'lt':
      return some((text) => compareText(text, first) < 0)
  }
}

const isFilled = (value: Json | undefined): value is Exclude<Json, null> =>
  value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)

const toText = (value: Exclude<Json, null>): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value)

const matchesPattern = (text: string, pattern: string): boolean => {
  if (!pattern.includes('*')) return isSame(text, pattern)
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('[^]*')
  return new RegExp(`^${source}$`, 'i').test(text)
}

const isNumeric = (text: string) => /^-?\d+(?:\.\d+)?$/.test(text)

const isSame = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase() || (isNumeric(one) && isNumeric(other) && Number(one) === Number(other))

const compareText = (one: string, other: string): number => {
  if (isNumeric(one) && isNumeric(other)) return Number(one) - Number(other)
  if (one === other) return 0
  return one < other ? -1 : 1
}

const compareRows = (one: JsonRecord, other: JsonRecord, sort: Query['sort']): number => {
  for (const { keys, isDescending } of sort) {
    const [left] = valuesAt(one, keys)
    const [right] = valuesAt(other, keys)
    const order =
      isFilled(left) && isFilled(right)
        ? compareText(toText(left), toText(right))
        : Number(isFilled(left)) - Number(isFilled(right))
    if (order !== 0) return isDescending ? -order : order
  }
  return 0
}

/** `id` always comes along; a trailing dot takes all children, a dotted path takes one of them. */
const selectFields = (row: JsonRecord, select: readonly string[]): JsonRecord => {
  const chosen: JsonRecord = row.id === undefined ? {} : { id: row.id }
  for (const field of select) {
    const [root = '', ...rest] = field.split('.')
    const value = row[root]
    if (value === undefined) continue
    const child = rest.join('.')
    chosen[root] = child === '' ? value : pickChild(value, { child, taken: chosen[root] })
  }
  return chosen
}

const pickChild = (value: Json, { child, taken }: { child: string; taken: Json | undefined }): Json => {
  if (Array.isArray(value))
    return value.map((entry, index) =>
      pickChild(entry, { child, taken: Array.isArray(taken) ? taken[index] : undefined }),
    )
  if (value === null || typeof value !== 'object') return value
  const before =
    taken !== undefined && taken !== null && typeof taken === 'object' && !Array.isArray(taken) ? taken : {}
  return { ...before, ...selectFields(value, [child]) }
}
