import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startSimplicateSandbox } from './index'
import { sandboxClient } from './testing'

const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'simplicate-sandbox-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  return folder
}

describe('faults', () => {
  it('lose an answer after the payment was written', async () => {
    const { call, control, environment, list } = await sandboxClient()
    const { id } = environment().addInvoice()
    environment().sendInvoice(id)
    await control('fault', {
      method: 'POST',
      body: { match: { method: 'POST', path: 'invoices/payment' }, mode: 'drop_after_commit' },
    })
    const body = { invoice_id: id, date: '2026-11-01', amount: 1, description: 'x' }
    await expect(call('invoices/payment', { method: 'POST', body })).rejects.toThrow()
    expect(await list('invoices/payment')).toHaveLength(1)
  })

  it('cut a connection before anything happens', async () => {
    const { call, fault, environment, list } = await sandboxClient()
    const { id } = environment().addInvoice()
    environment().sendInvoice(id)
    fault({ mode: 'drop', match: { method: 'POST' } })
    const body = { invoice_id: id, date: '2026-11-01', amount: 1, description: 'x' }
    await expect(call('invoices/payment', { method: 'POST', body })).rejects.toThrow()
    expect(await list('invoices/payment')).toEqual([])
  })

  it('send half an answer, or a page instead of one, as often as asked', async () => {
    const { call, fault } = await sandboxClient()
    fault({ mode: 'truncate', match: { path: 'crm/country' } })
    await expect(call('crm/country')).rejects.toThrow()
    fault({ mode: 'html', times: 2 })
    const types = []
    for (let at = 0; at < 3; at += 1) types.push((await call('crm/country')).contentType)
    expect(types).toEqual(['text/html; charset=utf-8', 'text/html; charset=utf-8', 'application/json'])
  })

  it('hold an answer back', async () => {
    const { call, fault } = await sandboxClient()
    fault({ mode: 'delay', delayMs: 80 })
    const before = performance.now()
    await call('crm/country')
    expect(performance.now() - before).toBeGreaterThan(70)
  })

  it('answer with a status of choice, of the token endpoint as well', async () => {
    const { baseUrl, control } = await sandboxClient()
    await control('fault', { method: 'POST', body: { mode: 'status', status: 503, match: { path: 'oauth/token' } } })
    const post = () => fetch(`${baseUrl}/breekijzer/oauth/token`, { method: 'POST', body: new URLSearchParams() })
    expect([(await post()).status, (await post()).status]).toEqual([503, 401])
  })
})

describe('control', () => {
  it('keeps a journal of what was asked, without what opens a door', async () => {
    const { call, control, baseUrl } = await sandboxClient()
    await call('invoices/invoice?q[id][in]=invoice:1&limit=2')
    await fetch(`${baseUrl}/breekijzer/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_secret: 'geheim' }),
    })
    const journal = await control('journal')
    expect(journal.json).toMatchObject([
      {
        method: 'GET',
        path: 'invoices/invoice',
        query: '?q[id][in]=invoice:1&limit=2',
        signedWith: 'key',
        status: 200,
      },
      { method: 'POST', path: 'oauth/token', body: null, status: 401 },
    ])
    expect(journal.text).not.toMatch(/geheim|demo-secret/)
    await control('journal', { method: 'DELETE' })
    expect((await control('journal')).json).toEqual([])
  })

  it('adds, edits, spoils and removes records', async () => {
    const { control, list } = await sandboxClient()
    const made = await control('invoices', { method: 'POST', body: { subject: 'Via de test' } })
    const { id } = made.json as { id: string }
    await control(`invoices/${id}`, { method: 'PATCH', body: { reference: 'PO-9', updatedAt: '2026-01-01 00:00:00' } })
    await control(`invoices/${id}/overlay`, { method: 'POST', body: { total_vat: 'kapot' } })
    expect(await list('invoices/invoice')).toMatchObject([
      { id, subject: 'Via de test', reference: 'PO-9', updated_at: '2026-01-01 00:00:00', total_vat: 'kapot' },
    ])
    await control(`invoices/${id}`, { method: 'DELETE' })
    expect(await list('invoices/invoice')).toEqual([])
  })

  it('gives a working pair of tokens, and takes it back', async () => {
    const { call, control } = await sandboxClient()
    const { access_token: token } = (await control('token', { method: 'POST' })).json as { access_token: string }
    const status = async () => (await call('crm/country', { headers: { authorization: `Bearer ${token}` } })).status
    expect(await status()).toBe(200)
    await control('revoke', { method: 'POST' })
    expect(await status()).toBe(401)
  })

  it('starts again from the seed', async () => {
    const { control, list } = await sandboxClient()
    await control('invoices', { method: 'POST', body: {} })
    await control('reset', { method: 'POST' })
    expect(await list('invoices/invoice')).toEqual([])
  })

  it.each([
    ['clock', { now: 'gisteren' }],
    ['settings', { bestaatNiet: true }],
    ['fault', { mode: 'ontploffen' }],
    ['clock?subdomain=x', 'geen JSON'],
  ])('refuses what it does not know: %s %j', async (path, body) => {
    const { control } = await sandboxClient()
    expect((await control(path, { method: 'POST', body })).status).toBe(400)
  })

  it('is absent when it is switched off', async () => {
    const { control } = await sandboxClient({ hasControl: false })
    expect((await control('state')).status).toBe(404)
  })
})

describe('the pages', () => {
  const pageOf = async (url: string, init?: RequestInit) => {
    const response = await fetch(url, init)
    return { status: response.status, url: response.url, text: await response.text() }
  }

  it('show invoices of an environment and find one by number, page by page', async () => {
    const { baseUrl } = await sandboxClient({ seed: 'breekijzer' })
    const first = await pageOf(`${baseUrl}/`)
    expect(first.text).toContain('300 facturen')
    expect((await pageOf(`${baseUrl}/breekijzer?pagina=6`)).text).toContain('Vorige')
    const found = await pageOf(`${baseUrl}/breekijzer?zoek=gb2026-0003`)
    expect(found.text).toContain('1 facturen')
    expect(found.text).toContain('GB2026-0003')
  })

  it('let a person send an invoice and register its payment, which the API then shows', async () => {
    const { baseUrl, list } = await sandboxClient()
    const post = (action: string, form: Record<string, string>) =>
      pageOf(`${baseUrl}/breekijzer/acties/${action}`, { method: 'POST', body: new URLSearchParams(form) })
    const sent = await post('factuur', { profiel: 'myorganizationprofile:0000000000000002' })
    expect(sent.text).toMatch(/Factuur GB\d{4}-0001 is verstuurd/)
    const [invoice] = await list('invoices/invoice')
    const paid = await post('betaling', { factuur: String(invoice?.id), bedrag: '100,50', datum: '2026-11-02' })
    expect(paid.text).toContain('De betaling is geregistreerd')
    expect(await list('invoices/payment')).toMatchObject([
      { invoice_id: invoice?.id, amount: 100.5, date: '2026-11-02' },
    ])
    const refused = await post('betaling', { factuur: String(invoice?.id), bedrag: '1,005', datum: '2026-11-02' })
    expect(refused.text).toContain('hoogstens twee decimalen')
    expect(await list('invoices/payment')).toHaveLength(1)
  })

  it('let a person change a relation', async () => {
    const { baseUrl, list } = await sandboxClient()
    const [organization] = await list('crm/organization')
    const id = String(organization?.id)
    const form = new URLSearchParams({
      id,
      naam: 'Anders B.V.',
      email: '',
      adres: 'Straat 1',
      postcode: '1234 AB',
      plaats: 'Ede',
    })
    const { text } = await pageOf(`${baseUrl}/breekijzer/acties/organisatie`, { method: 'POST', body: form })
    expect(text).toContain('De relatie is opgeslagen')
    const [changed] = await list(`crm/organization?q[id]=${id}`)
    expect(changed).toMatchObject({ name: 'Anders B.V.', visiting_address: { locality: 'Ede', country_code: 'NL' } })
    expect(changed).not.toHaveProperty('email')
  })

  it('show names and messages as text, never as markup', async () => {
    const { baseUrl, environment } = await sandboxClient()
    const { id } = environment().addInvoice({ subject: '<script>alert(1)</script>' })
    environment().addOrganization({ name: '<img src=x onerror=alert(1)>' })
    environment().addMessage({ linkedTo: { invoice_id: id }, title: '<b>T</b>', content: '<script>x</script>' })
    const pages = await Promise.all(
      [
        `v1/invoices/view?id=${id}`,
        'relaties',
        `?zoek=${encodeURIComponent('"><script>')}`,
        '?melding=<script>y</script>',
      ].map((path) => pageOf(`${baseUrl}/breekijzer/${path}`)),
    )
    for (const { status, text } of pages) {
      expect(status).toBe(200)
      expect(text).not.toMatch(/<script|<img|<b>/)
    }
  })

  it('answer 404 for what does not exist', async () => {
    const { baseUrl } = await sandboxClient()
    for (const path of ['niemand', 'breekijzer/v1/invoices/view?id=x', 'breekijzer/v1/crm/person/view?id=x'])
      expect((await pageOf(`${baseUrl}/${path}`)).status).toBe(404)
  })
})

describe('a restart', () => {
  it('continues where it was, with a state file that is whole at any moment', async () => {
    const stateFile = join(temporaryFolder(), 'deep', 'state.json')
    const first = await startSimplicateSandbox({ seed: 'empty', stateFile })
    const { id } = first.environment().addInvoice({ subject: 'Blijft' })
    const { refresh_token: refreshToken } = first.openGrant()
    first.advanceClock(60_000)
    await first.stop()
    const second = await startSimplicateSandbox({ seed: 'empty', stateFile })
    onTestFinished(() => second.stop())
    expect(second.environment().tenant.invoices).toMatchObject([{ id, subject: 'Blijft' }])
    expect(second.environment().tenant.grants.map((grant) => grant.refreshToken)).toEqual([refreshToken])
    expect(readdirSync(join(stateFile, '..'))).toEqual(['state.json'])
  })

  it('refuses a port that is taken', async () => {
    const { baseUrl } = await sandboxClient()
    await expect(startSimplicateSandbox({ port: Number(new URL(baseUrl).port) })).rejects.toThrow('EADDRINUSE')
  })
})

describe('the process', () => {
  const entry = fileURLToPath(new URL('./main.ts', import.meta.url))
  const tsx = fileURLToPath(new URL('../../../../node_modules/tsx/dist/cli.mjs', import.meta.url))
  const run = (variables: Record<string, string>) =>
    spawn(process.execPath, [tsx, entry], {
      env: { NODE_ENV: 'test', ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    })

  it('says where it listens, keeps its state, and ends cleanly when asked', async () => {
    const stateFile = join(temporaryFolder(), 'state.json')
    const child = run({ PORT: '0', SANDBOX_STATE_FILE: stateFile })
    onTestFinished(() => {
      child.kill('SIGKILL')
    })
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const url = /^listening (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(line.toString())?.[1] ?? ''
    expect((await fetch(`${url}/__sandbox/state`)).status).toBe(404)
    await fetch(`${url}/breekijzer/acties/factuur`, { method: 'POST', body: new URLSearchParams(), redirect: 'manual' })
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
    const again = await startSimplicateSandbox({ stateFile })
    onTestFinished(() => again.stop())
    expect(again.environment().tenant.invoices).toHaveLength(301)
  })

  it('says in one line when its port is taken', async () => {
    const { baseUrl } = await sandboxClient()
    const child = run({ PORT: new URL(baseUrl).port })
    const problems: Buffer[] = []
    child.stderr.on('data', (chunk: Buffer) => problems.push(chunk))
    expect(await once(child, 'close')).toEqual([1, null])
    expect(Buffer.concat(problems).toString()).toMatch(/^Simplicate sandbox: .*EADDRINUSE.*\n$/)
  })
})
