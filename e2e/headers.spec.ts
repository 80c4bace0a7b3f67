import type { APIResponse } from '@playwright/test'
import { z } from 'zod'
import { expect, signedInTest, test } from './fixtures'

const onEveryAnswer = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), display-capture=()',
}

const policyOf = (answer: APIResponse): string[] => (answer.headers()['content-security-policy'] ?? '').split('; ')

const nobodys = '018f4d7e-0000-7000-8000-000000000000'
const combis = z.object({ items: z.array(z.object({ id: z.string() })).min(1) })

const expectPage = (path: string, answer: APIResponse, referrer = 'same-origin'): void => {
  expect([path, answer.headers()]).toEqual([
    path,
    expect.objectContaining({ ...onEveryAnswer, 'referrer-policy': referrer }),
  ])
  const policy = policyOf(answer)
  for (const part of ["default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"])
    expect([path, policy]).toEqual([path, expect.arrayContaining([part])])
  expect([path, policy.filter((part) => /unsafe|\*|https?:/.test(part))]).toEqual([path, []])
  expect([path, answer.headers()['cache-control']]).toEqual([path, expect.stringContaining('no-store')])
}

test('a page is framed nowhere, kept nowhere, and tells other sites nothing of its address', async ({ request }) => {
  for (const path of ['/', '/inloggen', '/koppelen/simplicate-minox', '/koppelen/simplicate-minox/simplicate', '/weg'])
    expectPage(path, await request.get(path))
})

test('a page whose address opens something tells nobody of it', async ({ request }) => {
  for (const path of ['/inloggen/link', '/wachtwoord', '/adres', '/koppelen/simplicate-minox/bevestigen'])
    expectPage(path, await request.get(`${path}?token=geheim`), 'no-referrer')
  const back = await request.get('/koppelen/simplicate-minox/terug/minox?code=c&state=s', { maxRedirects: 0 })
  expect([back.status(), back.headers()['referrer-policy']]).toEqual([303, 'no-referrer'])
  expect(back.headers()['cache-control']).toContain('no-store')
  expect(back.headers().location).not.toMatch(/code|state/)
})

test('a page that a browser fetches ahead of time is as closed as any other', async ({ request }) => {
  for (const name of ['purpose', 'sec-purpose'])
    expectPage('/inloggen', await request.get('/inloggen', { headers: { [name]: 'prefetch' } }))
})

test('search engines find the front page and the way in, and nothing that is somebody’s', async ({ request }) => {
  const robotsAt = async (path: string) => (await request.get(path, { maxRedirects: 0 })).headers()['x-robots-tag']
  for (const path of ['/', '/koppelen/simplicate-minox'])
    expect([path, await robotsAt(path)]).toEqual([path, undefined])
  for (const path of ['/combis', '/facturen', '/account', '/inloggen', '/postvak', '/api/combis', '/api/health'])
    expect([path, await robotsAt(path)]).toEqual([path, 'noindex, nofollow'])
})

signedInTest(
  'what belongs to somebody is kept by nobody on the way, as a page, as data or as a file',
  async ({ page }) => {
    for (const path of ['/combis', '/facturen', '/account']) expectPage(path, await page.request.get(path))
    const { items } = combis.parse(await (await page.request.get('/api/combis')).json())
    const combi = `/api/combis/${items[0]?.id ?? ''}`
    for (const [path, status] of [
      ['/api/combis', 200],
      ['/api/account', 200],
      [`${combi}/runs`, 200],
      [`${combi}/statistics-export?from=2026-01-01&until=2026-02-01`, 200],
      [`/api/runs/${nobodys}`, 404],
      ['/api/invoices?state=weg', 400],
    ] as const) {
      const answer = await page.request.get(path)
      expect([path, answer.status()]).toEqual([path, status])
      expect([path, answer.headers()]).toEqual([path, expect.objectContaining(onEveryAnswer)])
      expect([path, policyOf(answer)]).toEqual([
        path,
        expect.arrayContaining(["default-src 'none'", "frame-ancestors 'none'", "form-action 'none'"]),
      ])
      expect([path, answer.headers()['cache-control']]).toEqual([path, 'private, no-store'])
    }
  },
)

test('a file of the portal itself is what it says it is, and may be kept', async ({ request }) => {
  const [, script = ''] = /src="(\/_next\/static\/[^"]+\.js)"/.exec(await (await request.get('/inloggen')).text()) ?? []
  const answer = await request.get(script)
  expect([answer.status(), answer.headers()]).toEqual([200, expect.objectContaining(onEveryAnswer)])
  expect(answer.headers()['cache-control']).toContain('immutable')
})
