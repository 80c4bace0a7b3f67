import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withSystem } from '@/lib/db/client'
import type { SetupAnswers } from '@/lib/domain/setup'
import { startWorld, type World } from '../testing'
import { installSetup } from './install'
import { readMapping, saveMapping } from './mapping'
import { SetupIncomplete } from './open-setup'
import { readQuestions, saveAnswers } from './questions'
import { onlyFirst, openBrowser, type Browser } from './testing-wizard'

let world: World
let browser: Browser
beforeAll(async () => {
  world = await startWorld()
  browser = await openBrowser(world)
  await browser.consent('source')
  await browser.consent('books')
})
afterAll(() => world.stop())

const questions = async (of = browser) => readQuestions(world.flows, await of.setup())
const save = async (changes: Partial<SetupAnswers>, of = browser) => {
  const { answers } = await questions(of)
  return saveAnswers(world.flows, await of.setup(), { ...answers, ...changes })
}
const mapping = async () => readMapping(world.flows, await browser.setup())
const choose = async (request: Partial<Parameters<typeof saveMapping>[2]>) =>
  saveMapping(world.flows, await browser.setup(), { ledger: [], vat: [], ...request })
const profile = (number: 1 | 2 | 3) => `myorganizationprofile:000000000000000${String(number)}`

describe('the questions', () => {
  it('are not there before both accounts are', async () => {
    const early = await openBrowser(world)
    await expect(questions(early)).rejects.toBeInstanceOf(SetupIncomplete)
    await early.consent('source')
    await expect(questions(early)).rejects.toBeInstanceOf(SetupIncomplete)
  })

  it('come with the advice: what has the same name, the year that runs, and what is asked for most', async () => {
    const { profiles, administrations, answers } = await questions()
    expect(profiles?.map(({ name }) => name)).toEqual([
      'Breekijzer B.V.',
      'Gebroken Boekjaar B.V.',
      'Vierwekelijks B.V.',
    ])
    expect(administrations.map(({ name }) => name)).toContain('Kwartaal B.V.')
    expect(answers).toEqual({
      administrations: { [profile(1)]: '1', [profile(2)]: '2', [profile(3)]: '3' },
      defaultRevenueAccount: '8090 Omzet overig',
      defaultRevenueAccounts: {},
      ...{ salesJournal: 'VERK', invoicesFrom: '2026-01-01' },
      ...{ offering: 'manual', bookingStyle: 'vat-on-line', vatMode: 'ledger-default' },
    })
    const [first] = administrations
    expect(first?.accounts.map(({ number }) => number)).toContain('8000')
    // Blocked, and a balance account.
    for (const number of ['8060', '1700'])
      expect(first?.accounts.map((account) => account.number)).not.toContain(number)
    expect(first?.journals.map(({ ref }) => ref)).toEqual(['VERK', 'VRK2'])
  })

  it('cost the vendors one reading for a while, also when they are saved', async () => {
    await questions()
    world.minox.world.requests.length = 0
    world.simplicate.forget()
    await questions()
    expect(await save({})).toEqual([])
    expect([world.minox.world.requests.length, world.simplicate.journal().length]).toEqual([0, 0])
    world.clock.advance(5 * 60_000)
    await questions()
    expect(world.minox.world.requests.length).toBeGreaterThan(0)
  })

  it('name the missing right when profiles can no longer be read', async () => {
    world.clock.advance(5 * 60_000)
    world.simplicate.change((tenant) => {
      tenant.denials = [{ path: 'crm/myorganizationprofile', method: null }]
    })
    expect((await questions()).profiles).toBeNull()
    world.simplicate.change((tenant) => {
      tenant.denials = []
    })
    expect((await questions()).profiles).toHaveLength(3)
  })

  it('are kept only when all of it is right', async () => {
    const before = (await browser.setup()).decisions
    expect(await save({ defaultRevenueAccount: '8999 Bestaat niet', invoicesFrom: '2026-02-30' })).toMatchObject([
      { field: 'defaultRevenueAccount', code: 'account-unknown' },
      { field: 'invoicesFrom', code: 'day-invalid' },
    ])
    expect((await browser.setup()).decisions).toEqual(before)
    expect(await save({ administrations: onlyFirst, defaultRevenueAccount: '8090' })).toEqual([])
    expect((await questions()).answers).toMatchObject({ administrations: onlyFirst, defaultRevenueAccount: '8090' })
  })
})

describe('the mapping', () => {
  it('is what the books have, what the text names, and the default for the rest', async () => {
    expect(await save({ administrations: onlyFirst, defaultRevenueAccount: '8090 Omzet overig' })).toEqual([])
    const [first, ...others] = (await mapping()).administrations
    expect([first?.ref, others]).toEqual(['1', []])
    expect(first?.groups.map(({ label, state, account }) => [label, state, account.number])).toEqual([
      ['8000 Omzet hoog', 'named', '8000'],
      ['8010 Omzet laag', 'named', '8010'],
      ['8020 Omzet verlegd', 'named', '8020'],
      ['8030 Omzet binnen EU', 'named', '8030'],
      ['8040 Omzet buiten EU', 'named', '8040'],
      ['8050 Omzet vrijgesteld', 'named', '8050'],
      ['1700 Vooruitgefactureerd', 'named', '1700'],
      ['Omzet zonder nummer', 'default', '8090'],
      ['8999 Bestaat niet in Minox', 'default', '8090'],
    ])
    expect(first?.vatClasses.map(({ label, state }) => [label, state])).toEqual([
      ['BTW hoog 21%', 'ledger-default'],
      ['BTW laag 9%', 'ledger-default'],
      ['BTW verlegd', 'choose'],
      ['Intracommunautaire levering', 'choose'],
      ['Levering buiten de EU', 'choose'],
      ['Vrijgesteld van BTW', 'choose'],
    ])
    expect(first?.vatCodes.map(({ code }) => code)).toEqual(['1', '2', '4', '5', '6', '7', '8'])
  })

  it('takes a choice, keeps those of before, and takes one back', async () => {
    const group = 'revenuegroup:0000000000000bad'
    const vatClass = 'vatclass:00000000000000e1'
    expect(await choose({ ledger: [{ administration: '1', revenueGroup: group, account: '8010' }] })).toEqual([])
    expect(await choose({ vat: [{ administration: '1', vatClass, code: '4' }] })).toEqual([])
    const [chosen] = (await mapping()).administrations
    expect(chosen?.groups.find(({ ref }) => ref === group)).toMatchObject({ state: 'chosen', chosenAccount: '8010' })
    expect(chosen?.vatClasses.find(({ ref }) => ref === vatClass)).toMatchObject({ state: 'chosen', chosenCode: '4' })
    expect(await choose({ ledger: [{ administration: '1', revenueGroup: group, account: null }] })).toEqual([])
    const [back] = (await mapping()).administrations
    expect(back?.groups.find(({ ref }) => ref === group)).toMatchObject({ state: 'default', chosenAccount: null })
    expect(back?.vatClasses.find(({ ref }) => ref === vatClass)?.chosenCode).toBe('4')
  })

  it('refuses what is not there, all of it together', async () => {
    const before = (await browser.setup()).decisions
    const problems = await choose({
      ledger: [
        { administration: '1', revenueGroup: 'g', account: '8998' },
        { administration: '1', revenueGroup: 'h', account: '8060' },
        { administration: '1', revenueGroup: 'i', account: '8000' },
        { administration: '9', revenueGroup: 'i', account: '8000' },
      ],
      vat: [
        { administration: '1', vatClass: 'v', code: '20' },
        { administration: '1', vatClass: 'w', code: '999' },
      ],
    })
    expect(problems.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'ledger.1.g account-unknown',
      'ledger.1.h account-blocked',
      'ledger.9.i account-unknown',
      'vat.1.v vat-code-unknown',
      'vat.1.w vat-code-unknown',
    ])
    expect((await browser.setup()).decisions).toEqual(before)
  })
})

describe('a pair that a combi holds', () => {
  it('is told with its holder, not proposed, and refused', async () => {
    await browser.confirm({ administrations: onlyFirst })
    const owner = { kind: 'new', email: 'eerste@klant.example', isConfirmed: true, locale: 'nl', device: null } as const
    const outcome = await installSetup(world.flows, await browser.setup(), owner)
    expect(outcome.kind).toBe('installed')
    const other = await openBrowser(world)
    await other.consent('source')
    await other.consent('books')
    const heldBy = { combi: 'Simplicate – Minox Online', workspace: 'Breekijzer B.V.' }
    const { profiles, administrations, answers } = await questions(other)
    expect(profiles?.map((one) => one.heldBy)).toEqual([heldBy, null, null])
    expect(administrations.map((one) => one.heldBy)).toEqual([heldBy, null, null, null])
    expect(answers.administrations).toEqual({ [profile(1)]: null, [profile(2)]: '2', [profile(3)]: '3' })
    expect(await save({ administrations: { [profile(1)]: '4', [profile(2)]: '1' } }, other)).toEqual([
      { field: `administrations.${profile(1)}`, code: 'profile-taken', params: heldBy },
      { field: `administrations.${profile(2)}`, code: 'administration-taken', params: heldBy },
    ])
    expect(await withSystem(world.flows.db, (tx) => tx.combi.count())).toBe(1)
  })
})
