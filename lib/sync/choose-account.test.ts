import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BookingStyle, LedgerAccount } from '@/lib/domain/books'
import type { VatClass } from '@/lib/domain/invoice'
import {
  accountNumberInLabel,
  chooseLedgerAccount,
  chooseVatCode,
  effectiveBasisPoints,
  indexChart,
  type Mapping,
  type VatMode,
} from './choose-account'
import { ledgerAccount, sampleChart, sampleMapping, sampleVatCodes } from './testing/sample-books'
import { revenueGroup, vatClasses } from './testing/sample-invoices'

describe('the account number in the label of a revenue group', () => {
  it.each([
    ['8000 Omzet algemeen', '8000'],
    ['  8000\tOmzet', '8000'],
    ['8000\u00A0Omzet', '8000'],
    ['08000 Omzet', '8000'],
    ['8 Omzet', '8'],
    ['999999 Omzet', '999999'],
  ])('of %j is %s', (label, number) => {
    expect(accountNumberInLabel(label)).toBe(number)
  })

  it.each([
    'Omzet zonder nummer',
    '8000',
    '8000 ',
    '8000-Omzet',
    '8000Omzet',
    '1234567 Omzet',
    'Omzet 8000 hoog',
    '',
    '8.000 Omzet',
  ])('is not in %j', (label) => {
    expect(accountNumberInLabel(label)).toBeNull()
  })

  it('is found for every number that books may hold', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), fc.stringMatching(/^[A-Za-z]\w{0,9}$/), (number, text) => {
        expect(accountNumberInLabel(`${String(number)} ${text}`)).toBe(String(number))
      }),
    )
  })
})

describe('the ledger account of a line', () => {
  const choose = (label: string | null, mapping: Partial<Mapping> = {}, chart = sampleChart()) =>
    chooseLedgerAccount({ revenueGroup: label === null ? null : revenueGroup(label) }, indexChart(chart), {
      ...sampleMapping,
      ...mapping,
    })
  const defaultUsed = (group: string, account = '8090') => ({
    code: 'default-account-used',
    params: { revenueGroup: group, account },
  })

  it('is the one whose number the label begins with, and then nothing needs saying', () => {
    expect(choose('8010 Omzet laag')).toMatchObject({ ok: true, value: { number: '8010' }, notes: [] })
  })

  it('is the one that a person chose, whatever the label says', () => {
    const mapping = { ledgerAccounts: { [revenueGroup('8010 Omzet laag').ref]: '8020' } }
    expect(choose('8010 Omzet laag', mapping)).toMatchObject({ ok: true, value: { number: '8020' }, notes: [] })
  })

  it.each(['Omzet zonder nummer', '8999 Bestaat niet in Minox'])('is the default for %j, and that is said', (label) => {
    expect(choose(label)).toMatchObject({ ok: true, value: { number: '8090' }, notes: [defaultUsed(label)] })
  })

  it('is the default for a line without a group, and that is said', () => {
    expect(choose(null)).toMatchObject({ ok: true, value: { number: '8090' }, notes: [defaultUsed('')] })
  })

  it('is the default when the chosen account is gone, and that is said', () => {
    const mapping = { ledgerAccounts: { [revenueGroup('8010 Omzet laag').ref]: '8011' } }
    expect(choose('8010 Omzet laag', mapping)).toMatchObject({
      ok: true,
      value: { number: '8090' },
      notes: [defaultUsed('8010 Omzet laag')],
    })
  })

  it('is nothing said about when the label itself names the default', () => {
    expect(choose('8090 Omzet overig')).toMatchObject({ ok: true, value: { number: '8090' }, notes: [] })
  })

  it('may be a balance account: what was invoiced in advance is no revenue yet', () => {
    expect(choose('1700 Vooruitgefactureerd')).toMatchObject({ ok: true, value: { number: '1700' }, notes: [] })
  })

  it('is never a blocked one, nor the default instead of it', () => {
    expect(choose('8060 Omzet oud')).toEqual({
      ok: false,
      reason: { code: 'account-blocked', params: { account: '8060', text: 'Vervallen per 2025' } },
    })
  })

  it('is never a blocked default', () => {
    expect(choose(null, { defaultRevenueAccount: '8060' })).toMatchObject({ reason: { code: 'account-blocked' } })
  })

  it('is asked for when even the default does not exist', () => {
    expect(choose('Omzet zonder nummer', { defaultRevenueAccount: '8091' })).toEqual({
      ok: false,
      reason: { code: 'default-account-missing', params: { account: '8091' } },
    })
  })
})

type VatCase = {
  vatClass: VatClass | null
  account: LedgerAccount
  mapped?: string
  vatMode?: VatMode
  bookingStyle?: BookingStyle
  chart?: ReturnType<typeof sampleChart>
}

const chooseVat = ({
  vatClass,
  account,
  mapped,
  vatMode = 'ledger-default',
  bookingStyle = 'vat-on-line',
  chart = sampleChart(),
}: VatCase) => {
  const vatCodes = mapped === undefined || vatClass === null ? {} : { [vatClass.ref]: mapped }
  const rules = { index: indexChart(chart), mapping: { ...sampleMapping, vatCodes }, vatMode, bookingStyle }
  return chooseVatCode({ vatClass, vatCents: 0 }, account, rules)
}

const codeOf = (choice: ReturnType<typeof chooseVat>) => (choice.ok ? (choice.value?.code ?? null) : choice.reason.code)

const open = (number: string, defaultVatCode: string | null) =>
  ledgerAccount(number, defaultVatCode, { allowsOtherVat: true })

describe('the VAT code of a line, with VAT left to the ledger account', () => {
  it('is the account’s own when it means the same rate', () => {
    expect(chooseVat({ vatClass: vatClasses.high, account: ledgerAccount('8000', '1') })).toMatchObject({
      ok: true,
      value: { code: '1' },
      notes: [],
    })
  })

  it('is a reverse-charge code for a class of zero, although that code carries a percentage', () => {
    expect(codeOf(chooseVat({ vatClass: vatClasses.reversed, account: ledgerAccount('8020', '3') }))).toBe('3')
  })

  it('is never a reverse-charge code for a class of the same percentage: that VAT is on the invoice', () => {
    expect(chooseVat({ vatClass: vatClasses.high, account: ledgerAccount('8020', '3') })).toEqual({
      ok: false,
      reason: {
        code: 'vat-rate-differs',
        params: { vatClass: 'BTW hoog 21%', account: '8020', accountVatBasisPoints: 0 },
      },
    })
  })

  it('is none for a line without VAT on an account without VAT', () => {
    expect(chooseVat({ vatClass: vatClasses.exempt, account: ledgerAccount('8050', null) })).toEqual({
      ok: true,
      value: null,
      notes: [],
    })
  })

  it('is asked for when the account applies another rate and takes no other code', () => {
    expect(chooseVat({ vatClass: vatClasses.low, account: ledgerAccount('8000', '1') })).toEqual({
      ok: false,
      reason: {
        code: 'vat-rate-differs',
        params: { vatClass: 'BTW laag 9%', account: '8000', accountVatBasisPoints: 2100 },
      },
    })
  })

  it('is the only one with the rate when the account takes any, and that is said', () => {
    expect(chooseVat({ vatClass: vatClasses.low, account: open('8000', '1') })).toMatchObject({
      ok: true,
      value: { code: '2' },
      notes: [{ code: 'vat-code-by-rate', params: { vatClass: 'BTW laag 9%', vatCode: '2' } }],
    })
  })

  it('is not guessed when two codes have the rate', () => {
    const chart = sampleChart({
      vatCodes: [
        ...sampleVatCodes,
        ...sampleVatCodes.filter(({ code }) => code === '2').map((two) => ({ ...two, code: '12' })),
      ],
    })
    expect(codeOf(chooseVat({ vatClass: vatClasses.low, account: open('8000', '1'), chart }))).toBe('vat-rate-differs')
  })

  it('is never guessed at zero, which has many meanings', () => {
    const chart = sampleChart({ vatCodes: sampleVatCodes.filter(({ code }) => code === '1' || code === '7') })
    expect(codeOf(chooseVat({ vatClass: vatClasses.reversed, account: open('8000', '1'), chart }))).toBe(
      'vat-rate-differs',
    )
  })

  it('is never one to reclaim VAT, which the account of a cost applies by itself', () => {
    const cost = ledgerAccount('4500', '6')
    expect(codeOf(chooseVat({ vatClass: vatClasses.high, account: cost }))).toBe('vat-rate-differs')
    expect(codeOf(chooseVat({ vatClass: vatClasses.high, account: { ...cost, allowsOtherVat: true } }))).toBe('1')
  })

  it('is asked for when the account applies a code that the books do not list', () => {
    expect(codeOf(chooseVat({ vatClass: vatClasses.exempt, account: ledgerAccount('8000', '99') }))).toBe(
      'vat-rate-differs',
    )
  })

  it('is the mapped one where the account takes it', () => {
    const outside = { vatClass: vatClasses.outsideEu, mapped: '5' }
    expect(codeOf(chooseVat({ ...outside, account: open('8000', '1') }))).toBe('5')
    expect(codeOf(chooseVat({ ...outside, account: ledgerAccount('8040', '5') }))).toBe('5')
    expect(codeOf(chooseVat({ ...outside, account: ledgerAccount('8050', null) }))).toBe('5')
  })

  it('is not silently the account’s own when a person mapped another: they may be different boxes of the return', () => {
    expect(chooseVat({ vatClass: vatClasses.withinEu, mapped: '4', account: ledgerAccount('8020', '3') })).toEqual({
      ok: false,
      reason: { code: 'vat-unmapped', params: { vatClass: 'Binnen EU', account: '8020' } },
    })
  })
})

describe('the VAT code of a line, mapped by a person', () => {
  const explicit = { vatMode: 'explicit' as const }

  it('is the mapped one', () => {
    expect(
      chooseVat({ ...explicit, vatClass: vatClasses.high, mapped: '1', account: ledgerAccount('8000', '1') }),
    ).toMatchObject({
      ok: true,
      value: { code: '1' },
      notes: [],
    })
  })

  it.each([
    ['5', vatClasses.outsideEu],
    ['7', vatClasses.exempt],
    ['3', vatClasses.reversed],
  ])('may be %s for a class of zero, as mapped', (mapped, vatClass) => {
    expect(codeOf(chooseVat({ ...explicit, vatClass, mapped, account: open('8000', '1') }))).toBe(mapped)
  })

  it.each([vatClasses.high, vatClasses.exempt])(
    'is asked for when nothing is mapped, also where the account knows: %o',
    (vatClass) => {
      const account = vatClass === vatClasses.high ? ledgerAccount('8000', '1') : ledgerAccount('8050', null)
      expect(chooseVat({ ...explicit, vatClass, account })).toEqual({
        ok: false,
        reason: { code: 'vat-unmapped', params: { vatClass: vatClass.label, account: account.number } },
      })
    },
  )

  it.each([
    ['of another rate', '2', vatClasses.high],
    ['that reverses the charge of a class with VAT', '3', vatClasses.high],
    ['with a rate for a class of zero', '1', vatClasses.reversed],
    ['to reclaim VAT', '6', vatClasses.high],
    ['that the books do not list', '99', vatClasses.high],
  ])('is never one %s', (_, mapped, vatClass) => {
    expect(codeOf(chooseVat({ ...explicit, vatClass, mapped, account: open('8000', '1') }))).toBe('vat-unmapped')
  })

  it('is asked for when the account insists on its own', () => {
    expect(
      codeOf(
        chooseVat({ ...explicit, vatClass: vatClasses.outsideEu, mapped: '5', account: ledgerAccount('8020', '3') }),
      ),
    ).toBe('vat-unmapped')
  })

  it('is left to the account for a line without a class, where there is nothing to map', () => {
    expect(codeOf(chooseVat({ ...explicit, vatClass: null, account: ledgerAccount('8050', null) }))).toBeNull()
    expect(codeOf(chooseVat({ ...explicit, vatClass: null, account: ledgerAccount('8000', '1') }))).toBe(
      'vat-rate-differs',
    )
  })
})

describe('the VAT code of a line, where the books are sent none', () => {
  const unsent = { bookingStyle: 'vat-from-ledger' as const }

  it('is the account’s own', () => {
    expect(codeOf(chooseVat({ ...unsent, vatClass: vatClasses.high, mapped: '1', account: open('8000', '1') }))).toBe(
      '1',
    )
  })

  it('is asked for when it would be another, since the books apply their own', () => {
    expect(codeOf(chooseVat({ ...unsent, vatClass: vatClasses.low, account: open('8000', '1') }))).toBe(
      'vat-rate-differs',
    )
    expect(codeOf(chooseVat({ ...unsent, vatClass: vatClasses.low, mapped: '2', account: open('8000', '1') }))).toBe(
      'vat-unmapped',
    )
    expect(codeOf(chooseVat({ ...unsent, vatClass: vatClasses.low, mapped: '2', account: open('8000', null) }))).toBe(
      'vat-unmapped',
    )
  })
})

describe('whatever the class, the account, the mapping, the mode and the style', () => {
  const cases: fc.Arbitrary<VatCase> = fc.record({
    vatClass: fc.constantFrom(...Object.values(vatClasses), null),
    account: fc
      .record({ own: fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '99', null), allowsOtherVat: fc.boolean() })
      .map(({ own, allowsOtherVat }) => ledgerAccount('8500', own, { allowsOtherVat })),
    mapped: fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '99', undefined),
    vatMode: fc.constantFrom<VatMode[]>('explicit', 'ledger-default'),
    bookingStyle: fc.constantFrom<BookingStyle[]>('vat-on-line', 'vat-from-ledger', 'vat-as-own-line'),
  })

  it('a chosen code is a sale’s, means the rate of the class, and can reach the account', () => {
    let chosen = 0
    fc.assert(
      fc.property(cases, (one) => {
        const choice = chooseVat(one)
        if (!choice.ok) return
        chosen += 1
        const code = choice.value
        expect(effectiveBasisPoints(code)).toBe(one.vatClass?.vatBasisPoints ?? 0)
        expect(code?.direction ?? 'sales').toBe('sales')
        const isOwn = (code?.code ?? null) === one.account.defaultVatCode
        if (one.bookingStyle === 'vat-from-ledger') expect(isOwn).toBe(true)
        if (!isOwn) expect(one.account.allowsOtherVat || one.account.defaultVatCode === null).toBe(true)
        if (one.vatMode === 'explicit' && one.vatClass !== null) expect(code?.code).toBe(one.mapped)
      }),
      { numRuns: 1000 },
    )
    expect(chosen).toBeGreaterThan(100)
  })
})
