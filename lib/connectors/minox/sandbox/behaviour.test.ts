import { createServer } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import type { MinoxSandboxOptions } from './index'
import { addCustomer, administrationOf, batchLines, batchPath, startWithToken } from './testing'

const running: { sandbox: { stop(): Promise<void> } }[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ sandbox }) => sandbox.stop()))
})

const start = async (options: MinoxSandboxOptions = {}) => {
  const world = await startWithToken({ seed: 'leeg', ...options })
  running.push(world)
  return world
}
type World = Awaited<ReturnType<typeof start>>

const control = async (world: World, path: string, body: unknown = {}) => {
  const response = await fetch(world.sandbox.controlUrl + path, { method: 'POST', body: JSON.stringify(body) })
  return { status: response.status, body: (await response.json()) as unknown }
}

const withInvoice = async (options: MinoxSandboxOptions = {}) => {
  const world = await start(options)
  addCustomer(world.administration, 1300)
  await world.api('PUT', batchPath(), batchLines())
  return world
}
const invoice = { administration: 1, customer: 1300, invoice_number: 20260042 }
const openItem = async (world: World) =>
  (await world.api('GET', '/administration/1/receivable/account/1300/invoice/20260042')).body

describe('rate limits', () => {
  it('are told in three headers, the reset in epoch milliseconds', async () => {
    const world = await start({ now: () => new Date('2026-03-12T10:00:00Z') })
    const { headers } = await world.api('GET', '/administration')
    expect(headers.get('x-rate-limit-limit')).toBe('300')
    expect(headers.get('x-rate-limit-remaining')).toBe('299')
    expect(Number(headers.get('x-rate-limit-reset'))).toBe(Date.parse('2026-03-12T10:01:00Z'))
  })

  it('of the torture profile let twenty through, and then nobody for two minutes', async () => {
    let nowMs = Date.parse('2026-03-12T10:00:00Z')
    const world = await start({ now: () => new Date(nowMs) })
    world.sandbox.operations.setRateProfile('torture')
    for (let count = 0; count < 20; count += 1) expect((await world.api('GET', '/administration')).status).toBe(200)
    nowMs += 30_000
    const refused = await world.api('GET', '/administration')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '90'])
    nowMs += 90_000
    expect((await world.api('GET', '/administration')).status).toBe(200)
  })
})

describe('faults', () => {
  it('happen as often as was asked, on what was asked', async () => {
    const world = await start()
    await control(world, '/fault', { match: { method: 'GET', path: '/vat' }, mode: 'status', status: 503, times: 2 })
    expect((await world.api('GET', '/administration')).status).toBe(200)
    const statuses = [0, 0, 0].map(async () => (await world.api('GET', '/administration/1/vat')).status)
    expect((await Promise.all(statuses)).sort()).toEqual([200, 503, 503])
  })

  it('after commit: it is booked, and the connection breaks', async () => {
    const world = await start()
    addCustomer(world.administration, 1300)
    await control(world, '/fault', { match: { method: 'PUT' }, mode: 'drop_after_commit' })
    await expect(world.api('PUT', batchPath(), batchLines())).rejects.toThrow('fetch failed')
    expect(administrationOf(world.sandbox).batches).toHaveLength(1)
    expect(world.sandbox.world.requests.at(-1)).toMatchObject({ method: 'PUT', status: null })
  })

  it('before commit: the connection breaks and nothing is booked', async () => {
    const world = await start()
    addCustomer(world.administration, 1300)
    await control(world, '/fault', { match: { method: 'PUT' }, mode: 'drop_before_commit' })
    await expect(world.api('PUT', batchPath(), batchLines())).rejects.toThrow('fetch failed')
    expect(administrationOf(world.sandbox).batches).toHaveLength(0)
  })

  it('can be a page of HTML', async () => {
    const world = await start()
    await control(world, '/fault', { match: {}, mode: 'html', status: 502 })
    const answer = await world.api('GET', '/administration')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([502, 'text/html; charset=UTF-8'])
  })
})

describe('a list', () => {
  it.each(['url', 'href', 'token'] as const)('names its next page as %s until there is none', async (nextLink) => {
    const world = await start({ settings: { pageSize: 5, nextLink } })
    const first = (await world.api('GET', '/administration/1/vat')).body as {
      links: { next?: unknown }
      collection: unknown[]
    }
    expect(first.collection).toHaveLength(5)
    expect(typeof first.links.next).toBe(nextLink === 'href' ? 'object' : 'string')
    world.sandbox.world.store.settings.pageSize = 500
    const all = (await world.api('GET', '/administration/1/vat')).body as { links: object; collection: unknown[] }
    expect(all.links).toEqual({})
    expect(all.collection).toHaveLength(12)
  })
})

describe('payments', () => {
  it('in part and in full move the open item and balance in the ledger', async () => {
    const world = await withInvoice()
    await control(world, '/pay', { ...invoice, amount: 21, date: '2026-03-20' })
    expect(await openItem(world)).toMatchObject({ total: 121, paid: 21, balance: 100 })
    await control(world, '/pay', { ...invoice, date: '2026-03-25' })
    expect(await openItem(world)).toMatchObject({ paid: 121, balance: 0 })
    const { body } = await world.api('GET', '/administration/1/year/2026/transaction_lines?period=3')
    const lines = (body as { collection: { debit: number; credit: number; journal: { id: string } }[] }).collection
    expect(lines.filter(({ journal }) => journal.id === 'BANK')).toHaveLength(4)
    const cents = lines.reduce(
      (total, { debit, credit }) => total + Math.round(debit * 100) - Math.round(credit * 100),
      0,
    )
    expect(cents).toBe(0)
  })

  it('may exceed what is open, and can be taken back', async () => {
    const world = await withInvoice()
    await control(world, '/pay', { ...invoice, amount: '150.00' })
    expect(await openItem(world)).toMatchObject({ paid: 150, balance: -29 })
    await control(world, '/reverse_payment', invoice)
    expect(await openItem(world)).toMatchObject({ paid: 0, balance: 121 })
  })

  it('can be a write-off, or an offset against a credit invoice', async () => {
    const world = await withInvoice()
    const credit = batchLines(
      { debit: 0, credit: 60.5, invoice_number: 20260043 },
      { debit: 50, credit: 0, invoice_number: 20260043, vat: { id: 1, amount: 10.5 } },
    )
    await world.api('PUT', batchPath('11111111-0d3a-5d0e-9a4e-6a1f2b3c4d5e'), credit)
    await control(world, '/offset', { ...invoice, credit_invoice_number: 20260043 })
    expect(await openItem(world)).toMatchObject({ paid: 60.5, balance: 60.5 })
    await control(world, '/writeoff', invoice)
    expect(await openItem(world)).toMatchObject({ balance: 0 })
  })

  it('are refused in a closed period and on what does not exist, in words', async () => {
    const world = await withInvoice()
    await control(world, '/period', { administration: 1, fiscal_year: 2026, period: 3, closed: true })
    expect(await control(world, '/pay', { ...invoice, date: '2026-03-20' })).toEqual({
      status: 409,
      body: { problem: 'Periode 3 van 2026 is afgesloten' },
    })
    expect((await control(world, '/pay', { ...invoice, invoice_number: 1 })).status).toBe(409)
    expect((await control(world, '/pay', { administration: 1 })).status).toBe(400)
  })
})

describe('webhooks', () => {
  const receive = async () => {
    const received: { authorization: string | undefined; body: string }[] = []
    const server = createServer((incoming, outgoing) => {
      let body = ''
      incoming.on('data', (chunk: Buffer) => (body += chunk.toString()))
      incoming.on('end', () => {
        received.push({ authorization: incoming.headers.authorization, body })
        outgoing.end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/haak` }
  }

  it('tell of a payment when flushed, twice if asked, with their credentials', async () => {
    const world = await withInvoice()
    const { received, url } = await receive()
    const made = await world.api('POST', '/webhook', {
      url,
      bearer: 'sleutel-van-de-haak',
      notifications: { receivable: true, payable: false },
    })
    expect(JSON.stringify(made.body)).not.toContain('sleutel-van-de-haak')
    await control(world, '/pay', { ...invoice, amount: 21 })
    expect(received).toEqual([])
    expect((await control(world, '/webhooks/flush', { duplicate: true })).body).toEqual({ delivered: 2 })
    expect(received).toHaveLength(2)
    expect(received[0]?.authorization).toBe('Bearer sleutel-van-de-haak')
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      tenant_id: 12345,
      administration_id: 1,
      receivable: { invoice_number: 20260042 },
    })
    const { id } = made.body as { id: string }
    const { body } = await world.api('GET', `/webhook/${id}/history`)
    expect((body as { collection: unknown[] }).collection).toHaveLength(2)
  })

  it('can be changed and taken away, and are quiet when disabled', async () => {
    const world = await withInvoice()
    const { received, url } = await receive()
    const hook = { url, notifications: { receivable: true, payable: false } }
    const { id } = (await world.api('POST', '/webhook', hook)).body as { id: string }
    expect((await world.api('PUT', `/webhook/${id}`, { ...hook, enabled: false })).body).toMatchObject({
      enabled: false,
    })
    await control(world, '/pay', { ...invoice, amount: 21 })
    await control(world, '/webhooks/flush')
    expect(received).toEqual([])
    expect((await world.api('DELETE', `/webhook/${id}`)).status).toBe(204)
    expect((await world.api('GET', `/webhook/${id}`)).status).toBe(404)
    expect((await world.api('POST', '/webhook', { url: 'geen adres' })).status).toBe(400)
  })
})

describe('a PDF with a booking', () => {
  it('is kept as it came and can be read and removed', async () => {
    const world = await withInvoice()
    const form = new FormData()
    form.set('data', new File([btoa('%PDF-1.7 inhoud')], 'F2026-0042.pdf', { type: 'application/pdf' }))
    const url = `${world.sandbox.baseUrl}/api/1/tenant/12345${batchPath()}/blob`
    const headers = { authorization: `Bearer ${world.token}` }
    expect((await fetch(url, { method: 'POST', headers, body: form })).status).toBe(200)
    expect(await (await fetch(url, { headers })).text()).toBe('%PDF-1.7 inhoud')
    expect((await fetch(url, { method: 'DELETE', headers })).status).toBe(204)
    expect((await fetch(url, { headers })).status).toBe(404)
  })
})

describe('the control plane', () => {
  it('is not there unless it was asked for', async () => {
    const world = await start({ hasControl: false })
    for (const path of ['/state', '/journal']) expect((await fetch(world.sandbox.controlUrl + path)).status).toBe(404)
    expect((await fetch(`${world.sandbox.controlUrl}/reset`, { method: 'POST' })).status).toBe(404)
  })

  it('remembers every request, and no secret of a sign-in', async () => {
    const world = await withInvoice()
    await fetch(`${world.sandbox.baseUrl}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_secret: 'een-geheim' }),
    })
    const { requests } = (await (await fetch(`${world.sandbox.controlUrl}/journal`)).json()) as {
      requests: { method: string; path: string }[]
    }
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `PUT /api/1/tenant/12345${batchPath()}`,
      'POST /oauth/token',
    ])
    expect(JSON.stringify(requests)).not.toContain('een-geheim')
    expect(JSON.stringify(requests)).not.toContain(world.token)
  })

  it('shows the state with its open items, moves the clock, and starts over', async () => {
    const world = await withInvoice()
    await control(world, '/clock', { now: '2027-01-05T09:00:00Z' })
    const state = async () => (await (await fetch(`${world.sandbox.controlUrl}/state`)).json()) as { now: string }
    expect((await state()).now.slice(0, 10)).toBe('2027-01-05')
    expect(JSON.stringify(await state())).toContain('"balanceCents":12100')
    await control(world, '/reset')
    expect(JSON.stringify(await state())).not.toContain('"balanceCents":12100')
  })

  it('gives a token pair, and takes the consent away', async () => {
    const world = await start()
    const { body } = await control(world, '/token', { administrations: [2] })
    expect(body).toMatchObject({
      access_token: expect.any(String) as string,
      refresh_token: expect.any(String) as string,
    })
    await control(world, '/revoke', {})
    expect((await world.api('GET', '/administration')).status).toBe(401)
  })
})

describe('a state file', () => {
  it('lets a restart go on where it was: books, consents, settings and clock', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'minox-sandbox-'))
    onTestFinished(() => {
      rmSync(folder, { recursive: true })
    })
    const stateFile = join(folder, 'diep', 'staat.json')
    const first = await startWithToken({ seed: 'leeg', stateFile })
    addCustomer(first.administration, 1300)
    await first.api('PUT', batchPath(), batchLines())
    first.sandbox.operations.setRateProfile('torture')
    await first.sandbox.stop()

    const second = await start({ stateFile })
    expect(administrationOf(second.sandbox).batches).toHaveLength(1)
    expect(second.sandbox.world.store.settings.rateProfile).toBe('torture')
    const response = await fetch(`${second.sandbox.baseUrl}/api/1/tenant/12345/administration`, {
      headers: { authorization: `Bearer ${first.token}` },
    })
    expect(response.status).toBe(200)
  })
})
