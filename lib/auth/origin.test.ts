import { describe, expect, it } from 'vitest'
import { isOwnOrigin, type RequestSource } from './origin'

const fromOurPage: RequestSource = {
  origin: 'https://portaal.example',
  secFetchSite: 'same-origin',
  host: 'portaal.example',
  appUrl: 'https://portaal.example',
}

describe('a request that writes', () => {
  it.each<[string, Partial<RequestSource>]>([
    ['from a page of ours', {}],
    ['from a page under another name of this server', { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }],
    ['through a proxy that rewrites the host', { host: 'web:3000' }],
    ['from a page of ours that tells nobody its address', { origin: 'null' }],
    ['from a client that is no browser', { origin: null, secFetchSite: null }],
  ])('is believed %s', (_, source) => {
    expect(isOwnOrigin({ ...fromOurPage, ...source })).toBe(true)
  })

  it.each<[string, Partial<RequestSource>]>([
    ['from another site', { origin: 'https://boos.example' }],
    ['from a name that begins like ours', { origin: 'https://portaal.example.boos.example' }],
    ['from another port', { origin: 'https://portaal.example:8443' }],
    ['from a sandboxed frame', { origin: 'null', secFetchSite: 'cross-site' }],
    ['without an origin, by a browser that does not say where it stands', { origin: 'null', secFetchSite: null }],
    ['without an origin, from a sister domain', { origin: 'null', secFetchSite: 'same-site' }],
    ['that hides its origin but comes from another site', { origin: null, secFetchSite: 'cross-site' }],
    ['that hides its origin and comes from a sister domain', { origin: null, secFetchSite: 'same-site' }],
  ])('is refused %s', (_, source) => {
    expect(isOwnOrigin({ ...fromOurPage, ...source })).toBe(false)
  })
})
