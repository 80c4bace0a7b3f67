import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { deviations } from './deviations'
import type { Json, JsonRecord } from './query-language'
import { resources, ResourceReader } from './resources'
import { seedTenants } from './seed'
import { sandboxSettings } from './settings'
import { SandboxStore } from './store'
import { extractFacts, otherDefinitions, swaggerFacts } from './swagger-facts'
import { Environment } from './environment'

/** The vendor's own file, where it is at hand; it is not ours to copy. */
const vendorFile = fileURLToPath(new URL('../../../../../shared/contracts/simplicate-swagger.json', import.meta.url))

type Found = { property: string; kind: 'not in the Swagger' | 'another type' }

const primitives = ['string', 'number', 'integer', 'boolean', 'object']

const fits = (value: Json, type: string): boolean => {
  if (value === null) return true
  switch (type) {
    case 'number':
      return typeof value === 'number'
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'string':
      return typeof value === 'string'
    default:
      return primitives.includes(type)
        ? typeof value === 'object'
        : typeof value === 'string' && type.split('|').includes(value)
  }
}

/** Where a record differs from its definition: unknown keys, and values of another type. */
const compare = (record: JsonRecord, definition: string): Found[] =>
  Object.entries(record).flatMap(([key, value]): Found[] => {
    const property = `${definition}.${key}`
    const type = swaggerFacts[definition]?.[key]
    if (type === undefined) return [{ property, kind: 'not in the Swagger' }]
    return compareValue(value, { type, property })
  })

const compareValue = (value: Json, { type, property }: { type: string; property: string }): Found[] => {
  const different: Found[] = [{ property, kind: 'another type' }]
  if (value === null) return []
  if (type.endsWith('[]')) {
    const inner = type.slice(0, -2)
    return Array.isArray(value) ? value.flatMap((entry) => compareValue(entry, { type: inner, property })) : different
  }
  if (swaggerFacts[type] === undefined) return fits(value, type) ? [] : different
  return typeof value === 'object' && !Array.isArray(value) ? compare(value, type) : different
}

const storeWith = (settings: Parameters<typeof sandboxSettings.parse>[0]): SandboxStore => {
  const store = new SandboxStore({ seed: () => seedTenants('breekijzer') })
  store.settings = sandboxSettings.parse(settings)
  const [tenant] = store.tenants
  if (!tenant) throw new Error('The seed has an environment')
  const [invoice] = tenant.invoices
  new Environment(store, tenant).addMessage({
    linkedTo: { invoice_id: invoice?.id ?? '' },
    title: 'Titel',
    content: 'Tekst',
  })
  return store
}

const everySetting = [
  {},
  { numbers: 'strings', booleans: 'strings', emptyArrayForObject: true, zeroDates: true, omitNulls: false },
  { numbers: 'numbers', booleans: 'booleans', statusAsString: true },
] as const

const served = (settings: (typeof everySetting)[number]) => {
  const store = storeWith(settings)
  const reader = new ResourceReader(store, () => 'https://breekijzer.simplicate.example')
  const [tenant] = store.tenants
  if (!tenant) throw new Error('The seed has an environment')
  return resources.map((resource) => ({ resource, rows: reader.list(tenant, resource) }))
}

const foundIn = (settings: (typeof everySetting)[number]): string[] => [
  ...new Set(
    served(settings)
      .flatMap(({ resource, rows }) => rows.flatMap((row) => compare(row, resource.definition)))
      .map(({ property, kind }) => `${property}: ${kind}`),
  ),
]

const listed = deviations.map(({ property, kind }) => `${property}: ${kind}`)

describe('the answers of the sandbox', () => {
  it('differ from the Swagger in nothing but the listed deviations, with any setting', () => {
    const found = [...new Set(everySetting.flatMap(foundIn))].sort()
    expect(found).toEqual([...listed].sort())
  })

  it('have the documented types where the settings follow the Swagger, but for one enumeration', () => {
    const found = foundIn({ numbers: 'numbers', booleans: 'booleans', statusAsString: true })
    expect(found.filter((deviation) => deviation.endsWith('another type')).sort()).toEqual([
      'GetPaymentTerm.method: another type',
      'PaymentTerm.method: another type',
    ])
  })

  it('show every list with at least one record, so that nothing goes unchecked', () => {
    const empty = served({}).flatMap(({ resource, rows }) => (rows.length === 0 ? [resource.path] : []))
    expect(empty).toEqual([])
  })

  it('have a reason for every deviation', () => {
    expect(deviations.filter(({ reason }) => reason.split(' ').length < 4)).toEqual([])
    expect(new Set(listed).size).toBe(listed.length)
  })
})

describe('our facts about the Swagger', () => {
  const wanted = [...resources.map(({ definition }) => definition), ...otherDefinitions]

  const missing = () => {
    const referred = Object.values(swaggerFacts)
      .flatMap((properties) => Object.values(properties))
      .map((type) => type.replace(/\[\]$/, ''))
      .filter((type) => /^[A-Z]\w+$/.test(type))
    return [...wanted, ...referred].filter((name) => swaggerFacts[name] === undefined)
  }

  it('cover every definition that the sandbox serves, and every one that these refer to', () => {
    expect(missing()).toEqual([])
  })

  it('are what the vendor’s file says; without that file at hand, they are complete in themselves', () => {
    if (existsSync(vendorFile)) {
      const vendor = JSON.parse(readFileSync(vendorFile, 'utf8')) as Parameters<typeof extractFacts>[0]
      expect(extractFacts(vendor, wanted)).toEqual(swaggerFacts)
    } else expect([missing(), Object.keys(swaggerFacts).length]).toEqual([[], 62])
  })
})
