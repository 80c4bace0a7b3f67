import { z } from 'zod'
import { expect, signedInTest, test } from './fixtures'
import { addVisitor, workspaceOf } from './people'
import { synchronise } from './portal'

const problem = z.object({ error: z.object({ code: z.string(), message: z.string().min(1) }) })
const firstCombi = z.object({ items: z.array(z.object({ id: z.string() })).min(1) })
const firstRun = z.object({ items: z.array(z.object({ id: z.string() })).min(1) })
const firstInvoice = z.object({
  items: z.array(z.object({ id: z.string() })).min(1),
  counts: z.record(z.string(), z.number()),
})

signedInTest.describe('what a workspace has', () => {
  signedInTest('is there for its own people and for no stranger', async ({ page, request, stack }) => {
    await synchronise(page)
    const owner = page.request
    const [combi] = firstCombi.parse(await (await owner.get('/api/combis')).json()).items
    const [run] = firstRun.parse(await (await owner.get(`/api/combis/${combi?.id}/runs`)).json()).items
    const [invoice] = firstInvoice.parse(await (await owner.get('/api/invoices')).json()).items
    const stranger = { headers: { cookie: (await addVisitor(stack.databaseUrl, 'owner')).cookie } }
    for (const path of [
      `/api/combis/${combi?.id}/runs`,
      `/api/runs/${run?.id}`,
      `/api/invoices?combi=${combi?.id}&state=pending&cursor=`,
      `/combis/${combi?.id}/logboek`,
      `/combis/${combi?.id}/logboek/${run?.id}`,
    ]) {
      expect([path, (await owner.get(path)).status()]).toEqual([path, 200])
      expect([path, (await request.get(path, stranger)).status()]).toEqual([path, 404])
    }
    expect((await request.post(`/api/combis/${combi?.id}/sync`, stranger)).status()).toBe(404)
    expect(await (await request.get('/api/combis', stranger)).json()).toEqual({ items: [] })
    const offered = await request.post('/api/invoices/offer', { ...stranger, data: { ids: [invoice?.id] } })
    expect(await offered.json()).toEqual({ offered: [], refused: [{ id: invoice?.id, reason: 'not-found' }] })
  })

  signedInTest('can be looked at by a viewer, and not changed', async ({ page, request, stack }) => {
    const workspaceId = await workspaceOf(stack.databaseUrl, stack.demo.email)
    const viewer = { headers: { cookie: (await addVisitor(stack.databaseUrl, 'viewer', workspaceId)).cookie } }
    const [combi] = firstCombi.parse(await (await request.get('/api/combis', viewer)).json()).items
    const { items, counts } = firstInvoice.parse(await (await request.get('/api/invoices', viewer)).json())
    const ids = [items[0]?.id]
    for (const [path, data] of [
      [`/api/combis/${combi?.id}/sync`, undefined],
      ['/api/invoices/offer', { ids }],
      ['/api/invoices/ignore', { ids }],
      ['/api/invoices/unignore', { ids }],
    ] as const) {
      const answer = await request.post(path, { ...viewer, data })
      expect([path, answer.status()]).toEqual([path, 403])
      expect(problem.parse(await answer.json()).error.code).toBe('forbidden')
    }
    expect(firstInvoice.parse(await (await page.request.get('/api/invoices')).json()).counts).toEqual(counts)
  })

  signedInTest('is not changed by a request from another site', async ({ page }) => {
    const { items } = firstInvoice.parse(await (await page.request.get('/api/invoices')).json())
    const data = { ids: [items[0]?.id] }
    const foreign = { data, headers: { origin: 'https://boos.example' } }
    const answer = await page.request.post('/api/invoices/ignore', foreign)
    expect([answer.status(), problem.parse(await answer.json()).error.code]).toEqual([403, 'wrong-origin'])
  })

  signedInTest('is not reached by a request that makes no sense', async ({ page }) => {
    const id = '018f4d7e-0000-7000-8000-000000000000'
    for (const data of [{}, { ids: [] }, { ids: ['1'] }, { ids: [id], bookingDate: '2026-02-30' }]) {
      const answer = await page.request.post('/api/invoices/offer', { data })
      expect([data, answer.status()]).toEqual([data, 400])
    }
    for (const path of ['/api/invoices?state=weg', '/api/invoices?cursor=weg', '/api/invoices?combi=1'])
      expect([path, (await page.request.get(path)).status()]).toEqual([path, 400])
    for (const path of ['/api/runs/1', '/api/combis/1/runs', `/api/runs/${id}`])
      expect([path, (await page.request.get(path)).status()]).toEqual([path, 404])
  })
})

test('without a session the API tells nothing, in Dutch', async ({ request }) => {
  for (const path of ['/api/combis', '/api/invoices', '/api/runs/018f4d7e-0000-7000-8000-000000000000']) {
    const answer = await request.get(path)
    expect([path, answer.status()]).toEqual([path, 401])
    expect(problem.parse(await answer.json()).error.message).toContain('Log opnieuw in')
  }
  const sent = await request.post('/api/invoices/offer', { data: { ids: [] } })
  expect(sent.status()).toBe(401)
})

test('the portal is ready', async ({ request }) => {
  const answer = await request.get('/api/health')
  const numbers: unknown = { lateCombis: 0, longestOverdueMinutes: 0, waitingMails: null }
  expect([answer.status(), await answer.json()]).toEqual([200, { status: 'ready', missing: [], numbers }])
  expect(await (await request.get('/api/health/live')).json()).toEqual({ status: 'live' })
})

test('an unknown address and a wrong password get the same answer', async ({ request, stack }) => {
  const answers = [stack.demo.email, 'niemand@breekijzer.example'].map(async (email) => {
    const answer = await request.post('/api/session', { data: { email, password: 'zeker niet' } })
    return [answer.status(), await answer.text(), answer.headers()['set-cookie']]
  })
  const [known, unknown] = await Promise.all(answers)
  expect(known).toEqual(unknown)
  expect(known?.[0]).toBe(401)
})

test('the form to sign in works without script, and the session is out of reach of scripts', async ({
  request,
  stack,
}) => {
  const wrong = await request.post('/api/session', {
    form: { ...stack.demo, password: 'zeker niet', next: '/facturen' },
    maxRedirects: 0,
  })
  expect(wrong.headers().location).toBe('/inloggen?next=%2Ffacturen&problem=wrong-credentials')
  const right = await request.post('/api/session', { form: { ...stack.demo, next: '/facturen' }, maxRedirects: 0 })
  expect([right.status(), right.headers().location]).toEqual([303, '/facturen'])
  expect(right.headers()['set-cookie']).toMatch(/next-auth\.session-token=[^;]+;.*HttpOnly/i)
  expect(right.headers()['set-cookie']).toMatch(/SameSite=lax/i)
  expect((await request.get('/api/combis')).status()).toBe(200)
  expect((await request.delete('/api/session')).status()).toBe(200)
  expect((await request.get('/api/combis')).status()).toBe(401)
})

test('a page runs no script and draws no style that lacks its own nonce', async ({ request }) => {
  const policies = [await request.get('/inloggen'), await request.get('/inloggen')].map(
    (answer) => answer.headers()['content-security-policy'],
  )
  expect(policies[0]).toMatch(/script-src 'self' 'nonce-[\w=]+' 'strict-dynamic';/)
  expect(policies[0]).not.toContain('unsafe')
  expect(policies[0]).not.toBe(policies[1])
})
