import { describe, expect, it } from 'vitest'
import { sandboxClient } from './testing'
import { groupIds, vatIds } from './seed-vocabulary'

const messageOf = (json: unknown) => (json as { errors: { code: number; message: string }[] }).errors[0]

describe('signing', () => {
  it.each([
    [{}, 401],
    [{ 'authentication-key': 'demo-key' }, 401],
    [{ 'authentication-key': 'demo-key', 'authentication-secret': 'demo-secreT' }, 401],
    [{ 'authentication-key': 'other-key', 'authentication-secret': 'other-secret' }, 401],
    [{ authorization: 'Bearer iets' }, 401],
    [{ 'authentication-key': 'demo-key', 'authentication-secret': 'demo-secret' }, 200],
  ])('with %j is answered with %i', async (headers, status) => {
    const { call } = await sandboxClient({ seed: 'breekijzer' })
    const answer = await call('invoices/vatclass', { headers })
    expect(answer.status).toBe(status)
    if (status === 401) expect(messageOf(answer.json)).toMatchObject({ code: 401, type: 'Server' })
  })

  it('ends on the day after the key expires', async () => {
    const { call, control } = await sandboxClient({ now: () => new Date('2026-11-01T12:00:00Z') })
    await control('key', { method: 'POST', body: { key: 'demo-key', secret: 'demo-secret', expiresOn: '2026-11-01' } })
    expect((await call('invoices/vatclass')).status).toBe(200)
    await control('clock', { method: 'POST', body: { advanceMs: 86_400_000 } })
    expect((await call('invoices/vatclass')).status).toBe(401)
  })

  it('carries the rights of a user, which can be taken and given back', async () => {
    const { call, control } = await sandboxClient()
    const setRight = (allowed: boolean) =>
      control('right', { method: 'POST', body: { path: 'crm/myorganizationprofile', allowed } })
    await setRight(false)
    expect((await call('crm/myorganizationprofile')).status).toBe(403)
    expect((await call('crm/organization')).status).toBe(200)
    await setRight(true)
    expect((await call('crm/myorganizationprofile')).status).toBe(200)
  })

  it('opens one environment and no other', async () => {
    const { baseUrl } = await sandboxClient({ seed: 'breekijzer' })
    const headers = { 'authentication-key': 'demo-key', 'authentication-secret': 'demo-secret' }
    expect((await fetch(`${baseUrl}/anderbedrijf/api/v2/invoices/invoice`, { headers })).status).toBe(401)
    const nobody = await fetch(`${baseUrl}/niemand/api/v2/invoices/invoice`, { headers })
    expect([nobody.status, nobody.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8'])
  })
})

describe('the envelope', () => {
  it('has metadata only when asked, with the number of all that match', async () => {
    const { call } = await sandboxClient({ seed: 'breekijzer' })
    expect((await call('crm/country')).json).not.toHaveProperty('metadata')
    const { json } = await call(
      'invoices/invoice?metadata=count,limit,offset&limit=7&offset=5&q[invoice_number]=F2026*',
    )
    const { data, metadata } = json as { data: unknown[]; metadata: { count: number } }
    expect(data).toHaveLength(7)
    expect(metadata).toEqual({ count: expect.any(Number) as number, limit: 7, offset: 5 })
    expect(metadata.count).toBeGreaterThan(100)
  })

  it('of one record is an object, but a list of one for a contact person', async () => {
    const { call, list } = await sandboxClient()
    const [contact] = await list('crm/contactperson')
    const [organization] = await list('crm/organization')
    const one = (path: string) => call(path).then(({ json }) => (json as { data: unknown }).data)
    expect(await one(`crm/organization/${encodeURIComponent(String(organization?.id))}`)).toEqual(organization)
    expect(await one(`crm/contactperson/${String(contact?.id)}`)).toEqual([contact])
  })

  it.each([
    ['sales/sale', 400],
    ['invoices/invoiceline', 400],
    ['invoices/invoice/a/b', 400],
    ['invoices/invoice/invoice:0000000000000000', 404],
    ['invoices/invoice/onzin', 422],
    ['invoices/invoice?q[nummer]=1', 400],
    ['invoices/invoice?limit=0', 400],
  ])('of a refusal of %s carries %i', async (path, status) => {
    const { call } = await sandboxClient()
    const answer = await call(path)
    expect([answer.status, messageOf(answer.json)?.code]).toEqual([status, status])
  })

  it.each([
    ['objects', /^\{"data":null,"errors":\[\{"code":400/],
    ['strings', /^\{"data":null,"errors":\["Unknown route/],
    ['message', /^\{"message":"Unknown route/],
    ['text', /^Unknown route/],
    ['html', /^<!DOCTYPE html>/],
  ] as const)('of a refusal can come as %s', async (errorBodies, shape) => {
    const { call, configure } = await sandboxClient()
    configure({ errorBodies })
    expect((await call('sales/sale')).text).toMatch(shape)
  })

  it('is missing during maintenance', async () => {
    const { call, control } = await sandboxClient()
    await control('settings', { method: 'POST', body: { maintenance: true } })
    expect((await call('crm/country')).status).toBe(503)
  })
})

describe('the rate limit', () => {
  it('lets sixty requests through in any minute, and says when the next one may come', async () => {
    const { call, advanceClock } = await sandboxClient({ now: () => new Date('2026-11-01T12:00:00Z') })
    const statuses = async (count: number) => {
      const answers = []
      for (let at = 0; at < count; at += 1) answers.push((await call('crm/country?limit=1')).status)
      return answers.filter((status) => status === 200).length
    }
    expect(await statuses(30)).toBe(30)
    advanceClock(40_000)
    expect(await statuses(40)).toBe(30)
    expect((await call('crm/country')).retryAfter).toBe('20')
    advanceClock(20_000)
    expect(await statuses(40)).toBe(30)
  })

  it('can keep silent about when', async () => {
    const { call, configure } = await sandboxClient()
    configure({ requestsPerMinute: 1, sendRetryAfter: false })
    await call('crm/country')
    const answer = await call('crm/country')
    expect([answer.status, answer.retryAfter]).toEqual([429, null])
  })
})

describe('invoices', () => {
  const draft = (organizationId: unknown) => ({
    my_organization_profile_id: 'myorganizationprofile:0000000000000001',
    organization_id: organizationId,
    invoice_lines: [
      { vat_class_id: vatIds.high, revenue_group_id: groupIds.high, description: 'Werk', amount: 2, price: '10.005' },
    ],
  })

  it('are concepts without number until they are sent, and get one per profile and year', async () => {
    const { call, list, control } = await sandboxClient({ now: () => new Date('2026-11-01T12:00:00Z') })
    const [organization] = await list('crm/organization')
    const send = async () => {
      const { json } = await call('invoices/invoice', { method: 'POST', body: draft(organization?.id) })
      const { id } = (json as { data: { id: string } }).data
      await control(`invoices/${id}/send`, { method: 'POST', body: {} })
      return id
    }
    const concept = await call('invoices/invoice', { method: 'POST', body: draft(organization?.id) })
    expect(concept.status).toBe(200)
    await send()
    await send()
    const invoices = await list('invoices/invoice')
    expect(invoices.map(({ invoice_number }) => invoice_number)).toEqual([undefined, 'F2026-0001', 'F2026-0002'])
    expect(invoices.map(({ status }) => (status as { name: string }).name)).toEqual([
      'label_Concept',
      'label_Sended',
      'label_Sended',
    ])
    expect(invoices[1]).toMatchObject({ date: '2026-11-01', total_excluding_vat: 20.01, total_vat: 4.2 })
    expect(await list('invoices/document?q[linked_to.invoice_id]=' + String(invoices[1]?.id))).toHaveLength(1)
  })

  it.each([
    [{ organization_id: 'organization:0000000000000009' }, 404],
    [{ organization_id: null }, 400],
    [{ my_organization_profile_id: 'x' }, 404],
    [{ my_organization_profile_id: undefined }, 400],
    [{ invoice_lines: [] }, 400],
    [{ invoice_lines: [{ amount: 'veel', price: 1 }] }, 400],
    [{ invoice_lines: [{ amount: 1, price: 1, vat_class_id: 'vatclass:9' }] }, 404],
    [{ status_id: 'invoicestatus:9' }, 400],
  ])('with %j are refused with %i', async (change, status) => {
    const { call, list } = await sandboxClient()
    const [organization] = await list('crm/organization')
    const answer = await call('invoices/invoice', { method: 'POST', body: { ...draft(organization?.id), ...change } })
    expect(answer.status).toBe(status)
    expect(await list('invoices/invoice')).toEqual([])
  })

  it('change their header by PUT and nothing else, and are deleted as concepts only', async () => {
    const { call, environment, list } = await sandboxClient()
    const { id } = environment().addInvoice({ reference: 'PO-1' })
    await call(`invoices/invoice/${id}`, { method: 'PUT', body: { subject: 'Nieuw', invoice_number: 'X1' } })
    expect((await list('invoices/invoice'))[0]).toMatchObject({ subject: 'Nieuw', reference: 'PO-1' })
    environment().sendInvoice(id)
    expect((await call(`invoices/invoice/${id}`, { method: 'DELETE' })).status).toBe(400)
    const other = environment().addInvoice().id
    expect((await call(`invoices/invoice/${other}`, { method: 'DELETE' })).status).toBe(200)
    expect((await list('invoices/invoice')).map((row) => row.id)).toEqual([id])
  })

  it('are credited as a whole, by a concept with the minus on the quantity', async () => {
    const { control, environment, list } = await sandboxClient()
    const { id } = environment().addInvoice({
      lines: [
        { amount: '2', price: '10' },
        { amount: '-1', price: '5' },
      ],
    })
    environment().sendInvoice(id)
    await control(`invoices/${id}/credit`, { method: 'POST' })
    const [original, credit] = await list('invoices/invoice')
    expect([original?.total_excluding_vat, credit?.total_excluding_vat, credit?.invoice_number]).toEqual([
      15,
      -15,
      undefined,
    ])
    expect((await control('invoices/invoice:9/credit', { method: 'POST' })).status).toBe(404)
  })

  it('expire the day after their term', async () => {
    const { environment, list, advanceClock } = await sandboxClient({ now: () => new Date('2026-11-01T12:00:00Z') })
    environment().sendInvoice(environment().addInvoice().id)
    const status = async () => ((await list('invoices/invoice'))[0]?.status as { name: string }).name
    advanceClock(14 * 86_400_000)
    expect(await status()).toBe('label_Sended')
    advanceClock(86_400_000)
    expect(await status()).toBe('label_Expired')
  })
})

describe('payments', () => {
  const paid = async (touches: boolean) => {
    const client = await sandboxClient({ now: () => new Date('2026-11-01T12:00:00Z') })
    client.configure({ paymentTouchesInvoice: touches })
    const environment = client.environment()
    const { id } = environment.addInvoice({ lines: [{ amount: '1', price: '100' }] })
    environment.sendInvoice(id)
    client.advanceClock(60_000)
    const pay = (amount: unknown) =>
      client.call('invoices/payment', {
        method: 'POST',
        body: { invoice_id: id, date: '2026-11-01', amount, description: 'Bank' },
      })
    const invoice = async () => {
      const [row] = await client.list('invoices/invoice')
      return [row?.total_outstanding, (row?.status as { name: string }).name, row?.updated_at]
    }
    return { client, id, pay, invoice }
  }

  it('lower what is outstanding, settle the invoice at zero, and move its stamp', async () => {
    const { pay, invoice } = await paid(true)
    await pay(21)
    expect(await invoice()).toEqual([100, 'label_Sended', '2026-11-01 13:01:00'])
    await pay('100.00')
    expect(await invoice()).toEqual([0, 'label_Payed', '2026-11-01 13:01:00'])
    await pay(-0.5)
    expect((await invoice())[0]).toBe(0.5)
  })

  it('leave the stamp alone when told so', async () => {
    const { pay, invoice } = await paid(false)
    await pay(121)
    expect(await invoice()).toEqual([0, 'label_Payed', '2026-11-01 13:00:00'])
  })

  it('cannot be deleted, only changed', async () => {
    const { client, pay, invoice } = await paid(true)
    const { json } = await pay(121)
    const path = `invoices/payment/${(json as { data: { id: string } }).data.id}`
    expect((await client.call(path, { method: 'DELETE' })).status).toBe(405)
    expect((await client.call(path, { method: 'PUT', body: { amount: 0 } })).status).toBe(200)
    expect((await invoice())[0]).toBe(121)
    expect((await client.list('invoices/payment'))[0]).toMatchObject({ amount: 0, description: 'Bank' })
  })

  it.each([
    [{ invoice_id: 'invoice:0000000000000009' }, 404],
    [{ invoice_id: 7 }, 400],
    [{ amount: undefined }, 400],
    [{ amount: 'tien' }, 400],
    [{ amount: true }, 400],
    [{ date: '2026-13-01' }, 400],
    [{ date: '1 november' }, 400],
  ])('with %j are refused with %i', async (change, status) => {
    const { client, id } = await paid(true)
    const body = { invoice_id: id, date: '2026-11-01', amount: 1, description: '', ...change }
    expect((await client.call('invoices/payment', { method: 'POST', body })).status).toBe(status)
    expect(await client.list('invoices/payment')).toEqual([])
  })

  it('are refused on a concept, and in anything but JSON', async () => {
    const { call, environment } = await sandboxClient()
    const body = { invoice_id: environment().addInvoice().id, date: '2026-11-01', amount: 1 }
    expect((await call('invoices/payment', { method: 'POST', body })).status).toBe(400)
    expect((await call('invoices/payment', { method: 'POST', body: '{"invoice_id"' })).status).toBe(400)
  })
})

describe('messages, relations and documents', () => {
  it('takes an object for `linked_to` and answers with a list', async () => {
    const { call, environment, list } = await sandboxClient()
    const { id } = environment().addInvoice()
    const post = (body: object) =>
      call('timeline/message', { method: 'POST', body: { title: 'T', content: 'C', ...body } })
    expect((await post({ linked_to: [{ invoice_id: id }] })).status).toBe(400)
    expect((await post({ linked_to: { invoice_id: 'invoice:9' } })).status).toBe(404)
    expect((await post({ linked_to: { invoice_id: id }, messagetype_id: 'messagetype:9' })).status).toBe(404)
    expect((await post({ linked_to: { invoice_id: id }, title: '', content: '' })).status).toBe(400)
    expect(
      (await post({ linked_to: { invoice_id: id }, message_type: { id: 'messagetype:852d47ec82cb8055' } })).status,
    ).toBe(200)
    expect(await list(`timeline/message?q[linked_to.id]=${id}`)).toMatchObject([
      { title: 'T', linked_to: [{ invoice_id: id }], message_type: { id: 'messagetype:852d47ec82cb8055' } },
    ])
  })

  it('changes a relation by PUT, leaving out what was not named', async () => {
    const { call, list } = await sandboxClient()
    const [before] = await list('crm/organization')
    await call(`crm/organization/${String(before?.id)}`, { method: 'PUT', body: { email: 'nieuw@adres.example' } })
    const after = (await list('crm/organization')).find(({ id }) => id === before?.id)
    expect(after).toMatchObject({ email: 'nieuw@adres.example', name: before?.name, vat_number: before?.vat_number })
    expect(after?.updated_at).not.toBe(before?.updated_at)
    const [someone] = await list('crm/person')
    await call(`crm/person/${String(someone?.id)}`, { method: 'PUT', body: { first_name: 'Annelies' } })
    expect((await list('crm/person'))[0]).toMatchObject({ first_name: 'Annelies', family_name: someone?.family_name })
  })

  it('makes and removes relations that were never invoiced', async () => {
    const { call, environment, list } = await sandboxClient()
    const made = await call('crm/organization', { method: 'POST', body: { name: 'Nieuw B.V.' } })
    const { id } = (made.json as { data: { id: string } }).data
    expect(await list(`crm/organization?q[name]=Nieuw*`)).toMatchObject([{ id, name: 'Nieuw B.V.' }])
    environment().addInvoice({ organizationId: id })
    expect((await call(`crm/organization/${id}`, { method: 'DELETE' })).status).toBe(400)
    const person = await call('crm/person', { method: 'POST', body: { first_name: 'Piet', family_name: 'Puk' } })
    const personId = (person.json as { data: { id: string } }).data.id
    expect((await call(`crm/person/${personId}`, { method: 'DELETE' })).status).toBe(200)
  })

  it('gives the PDF of a sent invoice, valid to its last byte offset', async () => {
    const { call, environment, list } = await sandboxClient()
    environment().sendInvoice(environment().addInvoice({ subject: 'Werk (deel 1) \\ slot' }).id)
    const [document] = await list('documents/document')
    const answer = await call(`documents/download/${String(document?.id)}`)
    expect(answer.contentType).toBe('application/pdf')
    const start = Number(/startxref\n(\d+)\n%%EOF/.exec(answer.text)?.[1])
    expect(answer.text.slice(start, start + 4)).toBe('xref')
    expect((await call('documents/download/document:9')).status).toBe(404)
  })
})
