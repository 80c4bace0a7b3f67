import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { everyInvoice } from '@/lib/domain/offering-rule'
import type { SetupLink } from '@/lib/domain/setup'
import { answersOf } from './combi-answers'
import { planSettings, type SettingsFacts, type StoredSettings } from './plan-settings'
import { sampleChart } from './testing/sample-books'

const link = (profile: string, administration: string): SetupLink => ({
  ...{ companyProfileRef: profile, companyProfileName: `Profiel ${profile}` },
  ...{ administrationRef: administration, administrationName: `Administratie ${administration}` },
  ...{ defaultRevenueAccount: '8090', salesJournalRef: 'VERK' },
})
const settings = (rest: Partial<StoredSettings> = {}): StoredSettings => ({
  links: [link('a', '1')],
  choices: { invoicesFrom: '2026-01-01', offering: 'manual', bookingStyle: 'vat-on-line', vatMode: 'ledger-default' },
  options: {
    partialPayments: false,
    descriptionTemplate: '{number} {debtor}',
    numberOffset: 0,
    attachesPdf: false,
    offeringRule: everyInvoice,
  },
  ...rest,
})
const facts = (rest: Partial<SettingsFacts> = {}): SettingsFacts => ({ booked: [], inDoubt: 0, ...rest })
const booked = (unsettled: number): SettingsFacts['booked'] => [
  { companyProfileRef: 'a', administrationRef: '1', count: 3, unsettled },
]
const withOffset = settings({ options: { ...settings().options, numberOffset: 5 } })

describe('a change of settings', () => {
  it('that changes nothing is no change', () => {
    expect(planSettings(settings(), settings(), facts({ inDoubt: 1 }))).toEqual({
      ...{ kind: 'change', changes: [], isReadAgain: false, isOfferingAnew: false },
    })
  })

  it('names what changes, from what to what', () => {
    const after = settings({ choices: { ...settings().choices, offering: 'automatic' } })
    expect(planSettings(settings(), after, facts())).toMatchObject({
      changes: [{ setting: 'offering', from: 'manual', to: 'automatic' }],
    })
  })

  it('never moves a profile away from the administration that holds its bookings', () => {
    const moved = settings({ links: [link('a', '2')] })
    expect(planSettings(settings(), moved, facts({ booked: booked(0) }))).toMatchObject({
      problems: [{ field: 'administrations.a', code: 'administration-booked', params: { count: '3' } }],
    })
    expect(planSettings(settings(), moved, facts())).toMatchObject({ kind: 'change' })
  })

  it('lets go of a profile only when none of its bookings waits for a payment', () => {
    const without = settings({ links: [link('b', '2')] })
    expect(planSettings(settings(), without, facts({ booked: booked(2) }))).toMatchObject({
      problems: [{ code: 'profile-unpaid', params: { count: '2' } }],
    })
    expect(planSettings(settings(), without, facts({ booked: booked(0) }))).toMatchObject({ kind: 'change' })
  })

  it('of books or numbers waits while an entry is in doubt; another does not', () => {
    const moved = settings({ links: [link('a', '2')] })
    for (const after of [moved, withOffset])
      expect(planSettings(settings(), after, facts({ inDoubt: 2 }))).toEqual({ kind: 'in-doubt', count: 2 })
    const parts = settings({ options: { ...settings().options, partialPayments: true } })
    expect(planSettings(settings(), parts, facts({ inDoubt: 2 }))).toMatchObject({ kind: 'change' })
  })

  it('has invoices read again when some were passed over until now, and only then', () => {
    const from = (invoicesFrom: string) => settings({ choices: { ...settings().choices, invoicesFrom } })
    const isReadAgain = (after: StoredSettings) => planSettings(settings(), after, facts())
    expect(isReadAgain(from('2025-12-31'))).toMatchObject({ isReadAgain: true })
    expect(isReadAgain(settings({ links: [link('a', '1'), link('b', '2')] }))).toMatchObject({ isReadAgain: true })
    expect(isReadAgain(from('2026-02-01'))).toMatchObject({ isReadAgain: false })
    expect(isReadAgain(withOffset)).toMatchObject({ isReadAgain: false })
  })

  it('with an offset that no number survives is refused, whatever it is', () => {
    const strange = fc.oneof(fc.double({ noInteger: true }), fc.integer({ min: 100_000_000 }))
    fc.assert(
      fc.property(strange, (numberOffset) => {
        const after = settings({ options: { ...settings().options, numberOffset } })
        expect(planSettings(settings(), after, facts())).toMatchObject({ problems: [{ code: 'offset-invalid' }] })
      }),
    )
  })
})

describe('the answers that make a combi', () => {
  it('are the ones that its links and choices come from, with accounts as a person writes them', () => {
    const links = [link('a', '1'), { ...link('b', '2'), defaultRevenueAccount: '8000' }]
    const charts = new Map([['1', sampleChart()]])
    const answers = answersOf({ ...settings().choices, links }, ['a', 'b', 'c'], charts)
    expect(answers.defaultRevenueAccount).toMatch(/^8090 \S/)
    expect(answers).toMatchObject({
      administrations: { a: '1', b: '2', c: null },
      ...{ defaultRevenueAccounts: { 2: '8000' }, salesJournal: 'VERK', invoicesFrom: '2026-01-01' },
    })
  })
})
