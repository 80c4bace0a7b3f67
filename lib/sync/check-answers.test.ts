import { describe, expect, it } from 'vitest'
import type { SetupAnswers } from '@/lib/domain/setup'
import { accountNumberIn, checkAnswers, type AnswerFacts } from './check-answers'
import { proposeAnswers, proposeLinks } from './propose-answers'
import { ledgerAccount, sampleChart } from './testing/sample-books'

const profile = (ref: string, name: string, isBlocked = false) => ({ ref, name, isBlocked })

const chart = sampleChart()
const without8090 = sampleChart({ ledgerAccounts: [ledgerAccount('8000', '1'), ledgerAccount('8095', '1')] })
const facts = (rest: Partial<AnswerFacts> = {}): AnswerFacts => ({
  profiles: [profile('a', 'Breekijzer B.V.'), profile('b', 'Tweede B.V.')],
  administrations: [
    { ref: '1', name: 'Breekijzer B.V.' },
    { ref: '2', name: 'Tweede BV' },
  ],
  charts: new Map([
    ['1', chart],
    ['2', chart],
  ]),
  heldProfiles: new Map(),
  heldAdministrations: new Map(),
  ...rest,
})
const answers = (rest: Partial<SetupAnswers> = {}): SetupAnswers => ({
  administrations: { a: '1', b: null },
  defaultRevenueAccount: '8090 Omzet overig',
  defaultRevenueAccounts: {},
  ...{ salesJournal: 'VERK', invoicesFrom: '2026-01-01', offering: 'manual' },
  ...{ bookingStyle: 'vat-on-line', vatMode: 'ledger-default' },
  ...rest,
})
const problems = (given: Partial<SetupAnswers>, known?: Partial<AnswerFacts>) =>
  checkAnswers(answers(given), facts(known)).problems.map(({ field, code }) => `${field} ${code}`)

describe('answers', () => {
  it('that are right become the links of a combi', () => {
    expect(checkAnswers(answers(), facts())).toEqual({
      problems: [],
      links: [
        {
          ...{ companyProfileRef: 'a', companyProfileName: 'Breekijzer B.V.' },
          ...{ administrationRef: '1', administrationName: 'Breekijzer B.V.' },
          ...{ defaultRevenueAccount: '8090', salesJournalRef: 'VERK' },
        },
      ],
    })
  })

  it('link something', () => {
    expect(problems({ administrations: { a: null } })).toEqual(['administrations none-linked'])
    expect(problems({ administrations: { unknown: '1' } })).toEqual(['administrations none-linked'])
  })

  it('name administrations that are there, each for one profile', () => {
    expect(problems({ administrations: { a: '9' } })).toEqual(['administrations.a required'])
    const twice = checkAnswers(answers({ administrations: { a: '1', b: '1' } }), facts()).problems
    expect(twice).toEqual([
      { field: 'administrations.b', code: 'administration-twice', params: { profile: 'Breekijzer B.V.' } },
    ])
  })

  it('leave alone what a combi holds, and say which', () => {
    const holder = { combi: 'Simplicate – Minox Online', workspace: 'Van een ander' }
    const held = facts({ heldProfiles: new Map([['a', holder]]), heldAdministrations: new Map([['2', holder]]) })
    expect(checkAnswers(answers({ administrations: { a: '1', b: '2' } }), held).problems).toEqual([
      { field: 'administrations.a', code: 'profile-taken', params: holder },
      { field: 'administrations.b', code: 'administration-taken', params: holder },
    ])
  })

  it.each([
    ['', 'required'],
    ['omzet', 'account-unknown'],
    ['8999 Bestaat niet', 'account-unknown'],
    ['8090Omzet', 'account-unknown'],
    ['8060 Vervallen', 'account-blocked'],
    ['1700 Vooruit', 'account-not-revenue'],
  ])('give a default account that can be used: `%s` is %s', (defaultRevenueAccount, code) => {
    expect(problems({ defaultRevenueAccount })).toEqual([`defaultRevenueAccount ${code}`])
  })

  it.each(['8090', ' 8090 ', '08090 Overig', '8090 en nog wat'])('take an account as it is typed: `%s`', (typed) => {
    expect(problems({ defaultRevenueAccount: typed })).toEqual([])
    expect(accountNumberIn(typed)).toBe('8090')
  })

  it('give an administration without that account one of its own', () => {
    const charts = new Map([
      ['1', chart],
      ['2', without8090],
    ])
    const linked = { administrations: { a: '1', b: '2' } }
    expect(problems(linked, { charts })).toEqual(['defaultRevenueAccounts.2 account-unknown'])
    expect(problems({ ...linked, defaultRevenueAccounts: { 2: '1234' } }, { charts })).toEqual([
      'defaultRevenueAccounts.2 account-unknown',
    ])
    const own = checkAnswers(answers({ ...linked, defaultRevenueAccounts: { 2: '8095 Overig' } }), facts({ charts }))
    expect(own.links.map(({ defaultRevenueAccount }) => defaultRevenueAccount)).toEqual(['8090', '8095'])
    // Known nowhere: then it is the general answer that is wrong, said once.
    expect(problems({ ...linked, defaultRevenueAccount: '8999' }, { charts })).toEqual([
      'defaultRevenueAccount account-unknown',
    ])
  })

  it.each([
    [{ salesJournal: '' }, 'salesJournal required'],
    [{ salesJournal: 'WEG' }, 'salesJournal journal-unknown'],
    [{ salesJournal: 'BANK' }, 'salesJournal journal-unknown'],
    [{ invoicesFrom: '' }, 'invoicesFrom required'],
    [{ invoicesFrom: '2026-02-29' }, 'invoicesFrom day-invalid'],
    [{ invoicesFrom: '1 maart' }, 'invoicesFrom day-invalid'],
  ])('name a sales journal and a day that exist: %o', (given, expected) => {
    expect(problems(given)).toEqual([expected])
  })

  it('are told all that is wrong with them at once', () => {
    expect(
      problems({ administrations: {}, defaultRevenueAccount: '', salesJournal: '', invoicesFrom: '' }),
    ).toHaveLength(4)
  })
})

describe('the advice', () => {
  const known = facts({
    profiles: [profile('a', 'breekijzer bv'), profile('b', 'Onbekend'), profile('c', 'Tweede B.V.', true)],
  })

  it('links what has the same name, whatever its dots and capitals, and nothing that is blocked or held', () => {
    expect(proposeLinks(known)).toEqual({ a: '1', b: null, c: null })
    const holder = { combi: 'c', workspace: 'w' }
    expect(proposeLinks({ ...known, heldProfiles: new Map([['a', holder]]) })).toMatchObject({ a: null })
    expect(proposeLinks({ ...known, heldAdministrations: new Map([['1', holder]]) })).toMatchObject({ a: null })
  })

  it('gives an administration to one profile only', () => {
    const same = facts({ profiles: [profile('a', 'Tweede B.V.'), profile('b', 'Tweede BV')] })
    expect(proposeLinks(same)).toEqual({ a: '2', b: null })
  })

  it('names a default account only where one is meant for it', () => {
    const of = (...descriptions: string[]) =>
      proposeAnswers(
        {},
        [
          sampleChart({
            ledgerAccounts: descriptions.map((description, at) =>
              ledgerAccount(`80${String(at)}0`, '1', { description }),
            ),
          }),
        ],
        '2026-11-25',
      ).defaultRevenueAccount
    expect(of('Omzet hoog', 'Omzet laag', 'Omzet overig')).toBe('8020 Omzet overig')
    expect(of('Omzet algemeen')).toBe('8000 Omzet algemeen')
    expect(of('Omzet')).toBe('8000 Omzet')
    expect(of('Omzet hoog', 'Omzet laag')).toBe('')
    expect(of('Omzet overig', 'Overige opbrengsten')).toBe('')
    expect(of()).toBe('')
    const other = sampleChart({ ledgerAccounts: [ledgerAccount('8500', '1', { description: 'Overig' })] })
    const one = sampleChart({ ledgerAccounts: [ledgerAccount('8090', '1', { description: 'Overig' })] })
    expect(proposeAnswers({}, [one, other], '2026-11-25').defaultRevenueAccount).toBe('')
  })

  it('begins with the fiscal year that runs, broken or not, and with the calendar year when there is none', () => {
    const from = (startsOn: string, endsOn: string) =>
      proposeAnswers(
        {},
        [
          sampleChart({
            administration: { ...chart.administration, fiscalYears: [{ year: 2026, startsOn, endsOn, periods: 12 }] },
          }),
        ],
        '2026-11-25',
      ).invoicesFrom
    expect(from('2026-01-01', '2026-12-31')).toBe('2026-01-01')
    expect(from('2026-07-01', '2027-06-30')).toBe('2026-07-01')
    expect(from('2024-01-01', '2024-12-31')).toBe('2026-01-01')
    expect(proposeAnswers({}, [], '2026-11-25')).toMatchObject({ invoicesFrom: '2026-01-01', salesJournal: '' })
  })
})
