/**
 * The part of Inngest's expression language (CEL) that this engine reads: a path into the event, and a path compared
 * with a literal. Anything else is refused at start, by name: an expression that is silently wrong would lock out or
 * let through the wrong runs.
 */
export type EventPath = readonly string[]

const pathPattern = /^event(?:\.[A-Za-z_]\w*)+$/
const equalityPattern = /^(event(?:\.[A-Za-z_]\w*)+)\s*==\s*('[^'\\]*'|"[^"\\]*"|-?\d+(?:\.\d+)?|true|false)$/

/** `event.data.combiId` as a path; null for anything else. */
export const parsePath = (expression: string): EventPath | null =>
  pathPattern.test(expression.trim()) ? expression.trim().split('.').slice(1) : null

export type Condition = { path: EventPath; equals: string | number | boolean }

const parseLiteral = (text: string): string | number | boolean => {
  if (text === 'true' || text === 'false') return text === 'true'
  return /^['"]/.test(text) ? text.slice(1, -1) : Number(text)
}

/** `event.data.kind == 'invoice'` as a condition; null for anything else. */
export const parseCondition = (expression: string): Condition | null => {
  const [, path, literal] = equalityPattern.exec(expression.trim()) ?? []
  const parsed = path === undefined ? null : parsePath(path)
  return parsed === null || literal === undefined ? null : { path: parsed, equals: parseLiteral(literal) }
}

/** What stands at the path, or undefined where the event has no such member. */
export const readPath = (event: object, path: EventPath): unknown =>
  path.reduce<unknown>((value, key) => {
    if (value === null || typeof value !== 'object') return undefined
    const members: Record<string, unknown> = { ...value }
    return Object.hasOwn(members, key) ? members[key] : undefined
  }, event)

export const isMet = (condition: Condition, event: object): boolean =>
  readPath(event, condition.path) === condition.equals
