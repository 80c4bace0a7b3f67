import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ignoreRequest, invoicesQuery, maxIdsPerRequest, offerRequest } from './invoices'

const ids = [randomUUID()]

describe('a request to hand invoices over', () => {
  it.each([
    [{ ids }],
    [{ ids, bookingDate: null }],
    [{ ids, bookingDate: '2026-02-28' }],
    [{ ids, bookingDate: '2024-02-29' }],
    [{ ids: Array.from({ length: maxIdsPerRequest }, () => randomUUID()) }],
  ])('is taken as it was meant: %j', (request) => {
    expect(offerRequest.parse(request)).toEqual(request)
  })

  it.each([
    ['no invoice', { ids: [] }],
    ['more than a page could hold', { ids: Array.from({ length: maxIdsPerRequest + 1 }, () => randomUUID()) }],
    ['an id that is none', { ids: ['1'] }],
    ['a day that does not exist', { ids, bookingDate: '2026-02-29' }],
    ['a day in Dutch order', { ids, bookingDate: '28-02-2026' }],
    ['an instant', { ids, bookingDate: '2026-02-28T00:00:00Z' }],
    ['a misspelled field, which would silently mean the invoice date', { ids, bookingdate: '2026-02-28' }],
    ['nothing', undefined],
  ])('is refused with %s', (_, request) => {
    expect(offerRequest.safeParse(request).success).toBe(false)
  })
})

describe('a request to ignore invoices', () => {
  it('may say why, within reason', () => {
    expect(ignoreRequest.safeParse({ ids, reason: 'al geboekt' }).success).toBe(true)
    expect(ignoreRequest.safeParse({ ids }).success).toBe(true)
    expect(ignoreRequest.safeParse({ ids, reason: 'x'.repeat(501) }).success).toBe(false)
  })
})

describe('the query for invoices', () => {
  it('asks for those to process when it names no state', () => {
    expect(invoicesQuery.parse({})).toEqual({ state: 'pending', sort: 'issuedOn', order: 'desc' })
  })

  it.each([
    [{ state: 'unknown' }],
    [{ combi: '1' }],
    [{ min: '1.234,50' }],
    [{ from: '2026-02-30' }],
    [{ sort: 'id' }],
  ])('is refused when it makes no sense: %j', (query) => {
    expect(invoicesQuery.safeParse(query).success).toBe(false)
  })
})
