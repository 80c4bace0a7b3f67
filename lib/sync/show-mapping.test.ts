import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RevenueGroup } from '@/lib/domain/invoice'
import type { SetupLink } from '@/lib/domain/setup'
import { chooseLedgerAccount, indexChart } from './choose-account'
import { accountsInUse, mappingOf, mergeChoices, showGroup, showVatClass, type VatRules } from './show-mapping'
import { chartWith, ledgerAccount, sampleChart, sampleMapping } from './testing/sample-books'
import { revenueGroup, vatClasses } from './testing/sample-invoices'

const index = indexChart(sampleChart())
const show = (label: string, ledgerAccounts: Record<string, string> = {}) =>
  showGroup(revenueGroup(label), index, { ...sampleMapping, ledgerAccounts })

describe('a revenue group', () => {
  it('becomes the account that its text names, else the default; a blocked one is a question', () => {
    expect(show('8000 Omzet hoog')).toMatchObject({ state: 'named', namedAccount: '8000', account: { number: '8000' } })
    expect(show('8999 Weg')).toMatchObject({ state: 'default', namedAccount: '8999', account: { number: '8090' } })
    expect(show('Zonder nummer')).toMatchObject({ state: 'default', namedAccount: null, account: { number: '8090' } })
    expect(show('8060 Oud')).toMatchObject({ state: 'blocked', account: { number: '8060' } })
  })

  it('becomes what a person chose, also where the text names another one', () => {
    const { ref } = revenueGroup('8000 Omzet hoog')
    expect(show('8000 Omzet hoog', { [ref]: '8010' })).toMatchObject({
      ...{ state: 'chosen', namedAccount: '8000', chosenAccount: '8010', account: { number: '8010' } },
    })
    expect(show('8000 Omzet hoog', { [ref]: '8999' })).toMatchObject({ state: 'default', account: { number: '8090' } })
  })

  it('is shown as exactly what the synchronisation books it on', () => {
    const labels = fc.constantFrom(
      '8000 Hoog',
      '8010 Laag',
      '8060 Oud',
      '8999 Weg',
      'Geen',
      '1700 Vooruit',
      '08000 Nul',
    )
    const chosen = fc.option(fc.constantFrom('8000', '8060', '8999', '8020'), { nil: null })
    const defaults = fc.constantFrom('8090', '8060', '8888')
    fc.assert(
      fc.property(labels, chosen, defaults, (label, account, defaultRevenueAccount) => {
        const group: RevenueGroup = revenueGroup(label)
        const ledgerAccounts = account === null ? {} : { [group.ref]: account }
        const mapping = { ...sampleMapping, defaultRevenueAccount, ledgerAccounts }
        const shown = showGroup(group, index, mapping)
        const choice = chooseLedgerAccount({ revenueGroup: group }, index, mapping)
        expect(shown.state === 'blocked').toBe(!choice.ok)
        if (choice.ok) {
          expect(shown.account.number).toBe(choice.value.number)
          expect(shown.state === 'default').toBe(choice.notes.some(({ code }) => code === 'default-account-used'))
        }
      }),
    )
  })
})

const rules = (rest: Partial<VatRules> = {}): VatRules => ({
  ...{ index, mapping: sampleMapping, vatMode: 'ledger-default', bookingStyle: 'vat-on-line' },
  ...rest,
})
const accounts = (...numbers: string[]) => numbers.flatMap((number) => index.accounts.get(number) ?? [])

describe('a VAT class', () => {
  it('is left to the ledger accounts where one of them has its rate; the others are named', () => {
    expect(showVatClass(vatClasses.high, accounts('8000', '8010'), rules())).toMatchObject({
      ...{ state: 'ledger-default', chosenCode: null, differingAccounts: ['8010'] },
    })
    expect(showVatClass(vatClasses.low, accounts('8000'), rules())).toMatchObject({ state: 'rate-differs' })
  })

  it('of 0 % is asked for by hand where the accounts do not all mean the same by it', () => {
    const state = (...numbers: string[]) => showVatClass(vatClasses.reversed, accounts(...numbers), rules()).state
    expect(state('8020', '8030')).toBe('choose')
    expect(state('8000')).toBe('choose')
    expect(state('8000', '8020')).toBe('ledger-default')
    expect(showVatClass(vatClasses.unreadable, accounts('8000'), rules()).state).toBe('choose')
  })

  it('is always asked for where codes are chosen by hand', () => {
    for (const vatClass of Object.values(vatClasses))
      expect(showVatClass(vatClass, accounts('8000', '8020'), rules({ vatMode: 'explicit' })).state).toBe('choose')
  })

  it('becomes the chosen code, unless its rate is another one or no account takes it', () => {
    const choose = (code: string, chart = sampleChart()) => {
      const own = indexChart(chart)
      const mapping = { ...sampleMapping, vatCodes: { [vatClasses.reversed.ref]: code } }
      const used = ['8020'].flatMap((number) => own.accounts.get(number) ?? [])
      return showVatClass(vatClasses.reversed, used, rules({ index: own, mapping })).state
    }
    expect(choose('3')).toBe('chosen')
    expect(choose('1')).toBe('rate-differs')
    expect(choose('99')).toBe('rate-differs')
    expect(choose('4')).toBe('rate-differs')
    expect(choose('4', chartWith(ledgerAccount('8020', '3', { allowsOtherVat: true })))).toBe('chosen')
  })
})

describe('choices', () => {
  const link = (administrationRef: string): SetupLink => ({
    ...{ companyProfileRef: 'a', companyProfileName: 'A', administrationRef, administrationName: 'A' },
    ...{ defaultRevenueAccount: '8090', salesJournalRef: 'VERK' },
  })

  it('hold for their own administration, are laid over those of before, and are taken back with null', () => {
    const first = mergeChoices(
      { ledger: [], vat: [] },
      {
        ledger: [
          { administration: '1', revenueGroup: 'g', account: '8000' },
          { administration: '2', revenueGroup: 'g', account: '8010' },
        ],
        vat: [{ administration: '1', vatClass: 'v', code: '1' }],
      },
    )
    expect(mappingOf(link('1'), first)).toEqual({
      ...{ defaultRevenueAccount: '8090', ledgerAccounts: { g: '8000' }, vatCodes: { v: '1' } },
    })
    expect(mappingOf(link('2'), first)).toMatchObject({ ledgerAccounts: { g: '8010' }, vatCodes: {} })
    const second = mergeChoices(first, {
      ledger: [{ administration: '1', revenueGroup: 'g', account: null }],
      vat: [{ administration: '1', vatClass: 'v', code: '2' }],
    })
    expect(mappingOf(link('1'), second)).toMatchObject({ ledgerAccounts: {}, vatCodes: { v: '2' } })
    expect(mappingOf(link('2'), second)).toMatchObject({ ledgerAccounts: { g: '8010' } })
  })

  it('leave every account in use once, the default among them', () => {
    const groups = [show('8000 Omzet hoog'), show('8000 Nog een'), show('Geen')]
    expect(accountsInUse(groups, { index, mapping: sampleMapping }).map(({ number }) => number)).toEqual([
      '8000',
      '8090',
    ])
  })
})
