import { deviations } from './deviations'
import type { Resource } from './resources'
import facts from './swagger-facts.json'

/**
 * What the vendor's Swagger says about the definitions that the sandbox serves: per definition its properties, each with
 * a type. `Name` and `Name[]` refer to another definition, `a|b` is an enumeration. `swagger-facts.json` was made by
 * `extractFacts`; a test holds it against the vendor's file where that is at hand.
 */
export type SwaggerFacts = Record<string, Record<string, string>>

export const swaggerFacts: SwaggerFacts = facts

/** Bodies that the sandbox takes or wraps its answers in, besides the records of its lists. */
export const otherDefinitions = ['MetaData', 'RestError', 'PostInvoice', 'Invoice', 'Payment', 'PostMessage'] as const

/** The properties that records of a list can have: what one may filter and sort on. */
export const knownFields = ({ definition }: Resource): ReadonlySet<string> => {
  const added = deviations.flatMap(({ kind, property }) => {
    const [owner, name] = property.split('.')
    return kind === 'not in the Swagger' && owner === definition && name ? [name] : []
  })
  return new Set([...Object.keys(swaggerFacts[definition] ?? {}), ...added])
}

type SwaggerProperty = {
  type?: string
  $ref?: string
  enum?: string[]
  items?: SwaggerProperty
}
type SwaggerFile = { definitions: Record<string, { properties?: Record<string, SwaggerProperty> }> }

/** Reads the facts of these definitions, and of all that they refer to, from the vendor's file. */
export const extractFacts = ({ definitions }: SwaggerFile, names: readonly string[]): SwaggerFacts => {
  const found: SwaggerFacts = {}
  const waiting = [...names]
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    if (found[name]) continue
    const properties = Object.entries(definitions[name]?.properties ?? {})
    found[name] = Object.fromEntries(properties.map(([key, property]) => [key, typeOf(property)]))
    waiting.push(
      ...properties.flatMap(([, property]) => [refOf(property), refOf(property.items)]).filter((ref) => ref !== null),
    )
  }
  return Object.fromEntries(Object.entries(found).sort(([one], [other]) => (one < other ? -1 : 1)))
}

const refOf = (property: SwaggerProperty | undefined): string | null => property?.$ref?.split('/').at(-1) ?? null

const typeOf = (property: SwaggerProperty): string => {
  if (property.type === 'array') return `${property.items ? typeOf(property.items) : 'object'}[]`
  return refOf(property) ?? property.enum?.join('|') ?? property.type ?? 'object'
}
