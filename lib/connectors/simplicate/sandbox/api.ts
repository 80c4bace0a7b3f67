import { readCredentials, requireAccess, requireRight, type RateLimit } from './access'
import { Environment } from './environment'
import { fileOf } from './files'
import { parseQuery, QueryRefused, refuseUnknownFields, runQuery, type Json, type JsonRecord } from './query-language'
import type { Tenant } from './records'
import { Refusal, renderRefusal } from './refusal'
import { resources, type Resource, type ResourceReader } from './resources'
import type { SandboxStore } from './store'
import { knownFields } from './swagger-facts'
import { writes } from './writes'

export type ApiRequest = {
  tenant: Tenant
  method: string
  /** Path after `/api/v2/`, decoded. */
  path: string
  search: URLSearchParams
  header: (name: string) => string | undefined
  body: string
}

export type ApiAnswer = {
  status: number
  contentType: string
  body: string | Uint8Array<ArrayBuffer>
  headers?: Record<string, string>
}

export type ApiDeps = { store: SandboxStore; reader: ResourceReader; rateLimit: RateLimit }

/** Answers one request to `/api/v2`, refusals included. */
export const answerApiRequest = (deps: ApiDeps, request: ApiRequest): ApiAnswer => {
  try {
    return admit(deps, request) ?? dispatch(deps, request)
  } catch (error) {
    const refusal = error instanceof QueryRefused ? new Refusal(400, error.message) : error
    if (!(refusal instanceof Refusal)) throw error
    return refused(deps, refusal)
  }
}

const refused = ({ store }: ApiDeps, refusal: Refusal): ApiAnswer => ({
  status: refusal.status,
  ...renderRefusal(refusal, store.settings.errorBodies),
})

const admit = (deps: ApiDeps, { tenant, method, path, header }: ApiRequest): ApiAnswer | null => {
  const { store, rateLimit } = deps
  if (store.settings.maintenance) throw new Refusal(503, 'Maintenance')
  const waitSeconds = rateLimit.take(tenant.subdomain)
  if (waitSeconds !== null)
    return {
      ...refused(deps, new Refusal(429, 'Too Many Requests')),
      headers: store.settings.sendRetryAfter ? { 'retry-after': String(waitSeconds) } : {},
    }
  requireAccess(store, tenant, readCredentials(header))
  requireRight(tenant, { method, path })
  return null
}

const success = (data: Json, metadata: JsonRecord | null = null): ApiAnswer => ({
  status: 200,
  contentType: 'application/json',
  body: JSON.stringify({ data, errors: null, debug: null, ...(metadata ? { metadata } : {}) }),
})

const dispatch = (deps: ApiDeps, request: ApiRequest): ApiAnswer => {
  const { method, tenant } = request
  // Old clients still add it: https://api.simplicate.nl.
  const path = request.path.replace(/\.json$/, '')
  if (method === 'GET' && path === 'base/test') return success(true)
  const [module = '', entity = '', id = null, ...rest] = path.split('/')
  if (rest.length > 0) throw new Refusal(400, `Unknown route '${path}'`)
  if (method === 'GET' && module === 'documents' && entity === 'download' && id !== null) return download(tenant, id)
  const resource = resources.find((known) => known.path === `${module}/${entity}`)
  if (!resource) throw new Refusal(400, `Unknown route '${path}'`)
  if (method === 'GET') return id === null ? readList(deps, request, resource) : readOne(deps, tenant, { resource, id })
  const write = writes[`${method} ${resource.path}${id === null ? '' : '/{id}'}`]
  if (!write) throw new Refusal(405, 'Method Not Allowed')
  const environment = new Environment(deps.store, tenant)
  return success({ id: write({ environment, id, body: parseBody(method, request.body) }) })
}

const parseBody = (method: string, body: string): unknown => {
  if (method === 'DELETE') return null
  try {
    return JSON.parse(body) as unknown
  } catch (error) {
    throw new Refusal(400, `Invalid JSON: ${error instanceof Error ? error.message : ''}`)
  }
}

const readList = ({ reader }: ApiDeps, { tenant, search }: ApiRequest, resource: Resource): ApiAnswer => {
  const query = parseQuery(search)
  refuseUnknownFields(query, knownFields(resource))
  const rows = reader.list(tenant, resource)
  const { page, count } = runQuery(rows, query)
  const { limit, offset, metadata } = query
  const facts: JsonRecord = { count, limit, offset, total_count: rows.length, upper_limit: 100 }
  const asked = metadata.flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]] as const]))
  return success(page, metadata.length === 0 ? null : Object.fromEntries(asked))
}

const readOne = (
  { reader, store }: ApiDeps,
  tenant: Tenant,
  { resource, id }: { resource: Resource; id: string },
): ApiAnswer => {
  if (!/^[a-z]+:[0-9a-z]+$/.test(id)) throw new Refusal(422, 'Unprocessable Entity')
  const record = reader.list(tenant, resource).find((row) => row.id === id)
  if (!record) throw new Refusal(404, 'Entity Not Found')
  // Observed: this one resource answers with a list of one.
  return success(resource.path === 'crm/contactperson' && store.settings.contactPersonArray ? [record] : record)
}

const download = (tenant: Tenant, id: string): ApiAnswer => {
  const document = tenant.documents.find((row) => row.id === id)
  if (!document) throw new Refusal(404, 'Entity Not Found')
  return { status: 200, ...fileOf(tenant, document) }
}
