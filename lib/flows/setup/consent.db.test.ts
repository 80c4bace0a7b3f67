import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withWorkspace } from '@/lib/db/client'
import { startWorld, type World } from '../testing'
import { sendInvoice } from '../testing-source'
import { finishConsent } from './consent'
import { SetupProblem } from './problems'
import { decideAtBooks, decideAtSource, openBrowser, type Browser } from './testing-wizard'

let world: World
let browser: Browser
beforeAll(async () => {
  world = await startWorld()
  // Payments are asked for by invoice.
  sendInvoice(world.simplicate)
})
afterAll(() => world.stop())
beforeEach(async () => {
  browser = await openBrowser(world)
})

const problemOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof SetupProblem)) throw new Error(`No problem of the wizard: ${String(error)}`)
  return error.right === null ? error.code : `${error.code} ${error.right}`
}
const connectionsOf = async (of: Browser) =>
  withWorkspace(world.flows.db, (await of.setup()).workspaceId, ({ tx }) => tx.connection.findMany())

describe('consent', () => {
  it('connects both accounts, with the address of whoever consented at the source', async () => {
    await browser.consent('source')
    await browser.consent('books')
    expect(await browser.setup()).toMatchObject({
      source: { connectorId: 'simplicate', accountRef: 'breekijzer', state: 'active' },
      books: { connectorId: 'minox', accountRef: '12345', label: 'Breekijzer Groep' },
      sourceEmail: 'administratie@breekijzer.example',
      isSourceEmailProven: true,
      administrationNames: ['Breekijzer B.V.', 'Gebroken Boekjaar B.V.', 'Vierwekelijks B.V.', 'Kwartaal B.V.'],
      decisions: null,
    })
  })

  it('is asked at the address of the environment that was meant, and at no other place', async () => {
    for (const typed of ['Breekijzer', ' breekijzer.simplicate.nl ', 'https://breekijzer.simplicate.nl/v1/#/invoices'])
      expect((await browser.leaveFor('source', typed)).pathname).toBe('/breekijzer/oauth/authorize')
    for (const typed of ['kwaad.example', 'https://kwaad.example/breekijzer', 'a@b', '', '127.0.0.1'])
      expect(await problemOf(browser.leaveFor('source', typed))).toBe('domain-invalid')
  })

  it('comes back for each vendor at an address of its own, bound to a proof that never left us', async () => {
    for (const [side, connector] of [
      ['source', 'simplicate'],
      ['books', 'minox'],
    ] as const) {
      const { searchParams } = await browser.leaveFor(side)
      expect(searchParams.get('redirect_uri')).toBe(
        `http://portaal.example/koppelen/simplicate-minox/terug/${connector}`,
      )
      expect(searchParams.get('code_challenge_method')).toBe('S256')
      expect(searchParams.get('state')?.length).toBeGreaterThanOrEqual(43)
    }
  })

  it('keeps of state and proof nothing that could be used', async () => {
    const url = await browser.leaveFor('source')
    const { workspaceId } = await browser.setup()
    const rows = await withWorkspace(world.flows.db, workspaceId, ({ tx }) => tx.consentAttempt.findMany())
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(url.searchParams.get('state'))
  })
})

describe('a way back without consent', () => {
  it('says that it was refused, at either vendor', async () => {
    expect(await problemOf(browser.comeBack(await decideAtSource(await browser.leaveFor('source'), 'weigeren')))).toBe(
      'consent-refused',
    )
    const refused = await decideAtBooks(await browser.leaveFor('books'), { decision: 'deny' })
    expect(await problemOf(browser.comeBack(refused))).toBe('consent-refused')
    expect(await connectionsOf(browser)).toEqual([])
  })

  it('says so when the code is one that the vendor never gave', async () => {
    const back = await decideAtSource(await browser.leaveFor('source'))
    back.searchParams.set('code', 'verzonnen')
    expect(await problemOf(browser.comeBack(back))).toBe('sign-in-refused')
    expect(await connectionsOf(browser)).toEqual([])
  })

  it.each([
    [
      'without a state',
      (back: URL) => {
        back.searchParams.delete('state')
      },
    ],
    [
      'with a state that we never gave',
      (back: URL) => {
        back.searchParams.set('state', 'x'.repeat(43))
      },
    ],
    [
      'with two states',
      (back: URL) => {
        back.searchParams.append('state', 'y')
      },
    ],
    [
      'in the name of another issuer',
      (back: URL) => {
        back.searchParams.set('iss', 'https://kwaad.example')
      },
    ],
    [
      'with tokens instead of a code',
      (back: URL) => {
        back.searchParams.set('token', 't')
      },
    ],
    [
      'with two codes',
      (back: URL) => {
        back.searchParams.append('code', 'z')
      },
    ],
  ])('is a mismatch %s', async (_what, change) => {
    const back = await decideAtSource(await browser.leaveFor('source'))
    change(back)
    expect(await problemOf(browser.comeBack(back))).toBe('consent-mismatch')
    expect(await connectionsOf(browser)).toEqual([])
  })

  it('is taken when the issuer names itself rightly', async () => {
    const back = await decideAtSource(await browser.leaveFor('source'))
    back.searchParams.set('iss', world.simplicate.urlTemplate.replace('{subdomain}', 'breekijzer'))
    await browser.comeBack(back)
    expect((await browser.setup()).source).not.toBeNull()
  })

  it('is a mismatch where nobody is on the way', async () => {
    const back = await decideAtSource(await browser.leaveFor('source'))
    const answer = { connectorId: 'simplicate', params: back.searchParams }
    expect(await problemOf(finishConsent(world.flows, null, answer))).toBe('consent-mismatch')
    expect(
      await problemOf(finishConsent(world.flows, await browser.setup(), { ...answer, connectorId: 'exact' })),
    ).toBe('consent-mismatch')
  })

  it('holds nothing of what was sent in its error', async () => {
    const back = await decideAtSource(await browser.leaveFor('source'))
    back.searchParams.set('iss', 'https://kwaad.example')
    const error: unknown = await browser.comeBack(back).catch((thrown: unknown) => thrown)
    const told =
      error instanceof Error ? [error.message, error.stack, JSON.stringify(error), error.cause].join(' ') : ''
    for (const name of ['code', 'state']) expect(told).not.toContain(back.searchParams.get(name))
  })
})

describe('an answer', () => {
  it('is taken once: replayed it is refused, and the first one stands', async () => {
    const back = await decideAtSource(await browser.leaveFor('source'))
    await browser.comeBack(back)
    const { source } = await browser.setup()
    expect(await problemOf(browser.comeBack(back))).toBe('consent-expired')
    expect((await browser.setup()).source).toEqual(source)
    const parallel = await decideAtBooks(await browser.leaveFor('books'))
    const outcomes = await Promise.allSettled([browser.comeBack(parallel), browser.comeBack(parallel)])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await connectionsOf(browser)).toHaveLength(2)
  })

  it('that comes too late is refused', async () => {
    const back = await decideAtSource(await browser.leaveFor('source'))
    world.clock.advance(10 * 60_000)
    expect(await problemOf(browser.comeBack(back))).toBe('consent-expired')
  })

  it('to another browser is refused there, and does that browser no good or harm', async () => {
    const other = await openBrowser(world)
    const back = await decideAtSource(await browser.leaveFor('source'))
    expect(await problemOf(other.comeBack(back))).toBe('consent-mismatch')
    expect(await connectionsOf(other)).toEqual([])
    await browser.comeBack(back)
    expect((await browser.setup()).source?.accountRef).toBe('breekijzer')
  })

  it('of one vendor does not pass for the other: swapped states are refused and used up', async () => {
    const source = await decideAtSource(await browser.leaveFor('source'))
    const books = await decideAtBooks(await browser.leaveFor('books'))
    expect(await problemOf(browser.comeBack(source, 'minox'))).toBe('consent-mismatch')
    expect(await problemOf(browser.comeBack(source, 'simplicate'))).toBe('consent-expired')
    expect(await problemOf(browser.comeBack(books, 'simplicate'))).toBe('consent-mismatch')
    expect(await connectionsOf(browser)).toEqual([])
  })

  it('with the state of a second visit and the code of a first is refused by the proof', async () => {
    const first = await decideAtSource(await browser.leaveFor('source'))
    const second = await decideAtSource(await browser.leaveFor('source'))
    second.searchParams.set('code', first.searchParams.get('code') ?? '')
    expect(await problemOf(browser.comeBack(second))).toBe('sign-in-refused')
  })
})

describe('a sign-in that may not do what is needed', () => {
  const deny = (path: string) => {
    world.simplicate.change((tenant) => {
      tenant.denials = [{ path, method: null }]
    })
  }

  it.each([
    ['crm/myorganizationprofile', 'companyProfiles'],
    ['sales/revenuegroup', 'revenueGroups'],
    ['invoices/vatclass', 'vatClasses'],
    ['invoices/invoice', 'invoices'],
    ['crm/organization', 'organizations'],
    ['crm/person', 'persons'],
    ['invoices/payment', 'payments'],
  ])('is not connected, and the missing right is named: %s', async (path, right) => {
    deny(path)
    try {
      expect(await problemOf(browser.consent('source'))).toBe(`rights-missing ${right}`)
    } finally {
      world.simplicate.change((tenant) => {
        tenant.denials = []
      })
    }
    expect(await connectionsOf(browser)).toEqual([])
  })

  it('is not connected at the books either', async () => {
    const url = await browser.leaveFor('books')
    url.searchParams.set('scope', 'administration:read ledger_account:read vat:read journal:read payment_term:read')
    expect(await problemOf(browser.comeBack(await decideAtBooks(url)))).toBe('rights-missing debtors')
    expect(await connectionsOf(browser)).toEqual([])
  })
})

describe('connecting once more', () => {
  it('with the same account keeps the answers, and what was read is read anew', async () => {
    await browser.consent('source')
    await browser.consent('books')
    await browser.confirm({ defaultRevenueAccount: '8090 Omzet overig' })
    const before = await browser.setup()
    await browser.consent('source')
    const after = await browser.setup()
    expect(after.decisions).toEqual(before.decisions)
    expect(after.source?.id).not.toBe(before.source?.id)
    expect([after.readiness, after.confirmedAt]).toEqual([null, null])
    expect(await connectionsOf(browser)).toHaveLength(2)
  })

  it('with another account replaces it, and forgets answers about the one before', async () => {
    await browser.consent('source')
    await browser.consent('books')
    await browser.answer({ defaultRevenueAccount: '8090' })
    const url = await browser.leaveFor('books')
    const page = await fetch(new URL('/oauth/login', url), {
      method: 'POST',
      body: new URLSearchParams([
        ...url.searchParams,
        ...Object.entries({ customer_number: '67890', user: 'MINOX', password: 'minox' }),
      ]),
    })
    const [, token = ''] = /name="token" value="([^"]+)"/.exec(await page.text()) ?? []
    const back = await fetch(new URL('/oauth/consent', url), {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ token, decision: 'allow', administration: '1' }),
    })
    await browser.comeBack(new URL(back.headers.get('location') ?? ''))
    const { books, decisions, administrationNames } = await browser.setup()
    expect([books?.accountRef, decisions, administrationNames]).toEqual(['67890', null, ['Import Holland B.V.']])
    expect(await connectionsOf(browser)).toHaveLength(2)
  })
})
