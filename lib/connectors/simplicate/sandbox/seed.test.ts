import { describe, expect, it } from 'vitest'
import { seedTenants } from './seed'
import { groupIds, vatIds } from './seed-vocabulary'
import { totalsOf } from './totals'
import type { InvoiceRow, Tenant } from './records'

const main = (): Tenant => {
  const [tenant] = seedTenants('breekijzer')
  if (!tenant) throw new Error('The seed has an environment')
  return tenant
}

const isElevenProof = (digits: string) =>
  Array.from(digits).reduce((total, digit, at) => total + Number(digit) * (at === 8 ? -1 : 9 - at), 0) % 11 === 0

describe('the seed', () => {
  const tenant = main()
  const sent = tenant.invoices.filter(({ isSent }) => isSent)
  const linesOf = (test: (line: InvoiceRow['lines'][number]) => boolean) => sent.filter(({ lines }) => lines.some(test))
  const amountsOf = (invoice: InvoiceRow) => Object.values(totalsOf(tenant, invoice)).slice(0, 3).map(Number)

  it('is the same every time', () => {
    expect(JSON.stringify(seedTenants('breekijzer'))).toBe(JSON.stringify(seedTenants('breekijzer')))
  })

  it('has about three hundred invoices over three profiles, ten of them drafts without a number', () => {
    expect([sent.length, tenant.invoices.length]).toEqual([290, 300])
    expect(tenant.invoices.filter(({ isSent, number }) => !isSent && number === null)).toHaveLength(10)
    for (const { id } of tenant.profiles)
      expect(sent.filter(({ profileId }) => profileId === id).length).toBeGreaterThan(30)
  })

  it('numbers without gaps or repeats, per profile and year, in the order of the dates', () => {
    const numbers = new Map<string, number>()
    let before = ''
    for (const { number, date, profileId } of sent) {
      const [series = '', position = ''] = (number ?? '').split(/(?<=-)/)
      expect(Number(position)).toBe((numbers.get(profileId + series) ?? 0) + 1)
      expect([series.slice(-5, -1), (date ?? '') >= before]).toEqual([date?.slice(0, 4), true])
      numbers.set(profileId + series, Number(position))
      before = date ?? ''
    }
    expect(numbers.size).toBe(6)
  })

  it('tells every story: each VAT class and revenue group, credit, zero, half cents, advances, persons', () => {
    for (const id of Object.values(vatIds))
      expect(linesOf(({ vatClassId }) => vatClassId === id).length).toBeGreaterThan(3)
    for (const id of Object.values(groupIds))
      expect(linesOf(({ revenueGroupId }) => revenueGroupId === id).length).toBeGreaterThan(3)
    expect(sent.filter((invoice) => Number(totalsOf(tenant, invoice).gross) < 0).length).toBeGreaterThan(5)
    expect(sent.filter((invoice) => Number(totalsOf(tenant, invoice).gross) === 0).length).toBeGreaterThan(2)
    expect(linesOf(({ price }) => price.startsWith('-')).length).toBeGreaterThan(1)
    expect(linesOf(({ amount }) => amount.startsWith('-')).length).toBeGreaterThan(5)
    expect(
      linesOf(({ amount, price }) => !Number.isInteger(Math.round(Number(amount) * Number(price) * 1e6) / 1e4)).length,
    ).toBeGreaterThan(5)
    expect(sent.filter(({ personId }) => personId !== null).length).toBeGreaterThan(10)
    expect(
      sent.filter(({ lines }) => new Set(lines.map(({ vatClassId }) => vatClassId)).size > 1).length,
    ).toBeGreaterThan(20)
  })

  it('rounds VAT per line mostly, and on the total where that differs', () => {
    const onTotal = sent.filter(({ rounding }) => rounding === 'total')
    expect(onTotal.length).toBeGreaterThan(5)
    expect(onTotal.length).toBeLessThan(sent.length / 4)
    const differing = onTotal.filter(
      (invoice) => totalsOf(tenant, invoice).vat !== totalsOf(tenant, { ...invoice, rounding: 'line' }).vat,
    )
    expect(differing.length).toBeGreaterThan(3)
  })

  it('adds up: net and VAT make the gross amount, in whole cents', () => {
    for (const invoice of sent) {
      const [net = NaN, vat = NaN, gross = NaN] = amountsOf(invoice).map((amount) => Math.round(amount * 100))
      expect(net + vat).toBe(gross)
      for (const amount of amountsOf(invoice)) expect(amount).toBe(Number(amount.toFixed(2)))
    }
  })

  it('changes never twice in a second, and never all at once', () => {
    const stamps = tenant.invoices.map(({ updatedAt }) => updatedAt)
    expect(new Set(stamps).size).toBeGreaterThan(295)
    const busiest = Math.max(
      ...[...new Set(stamps.map((stamp) => stamp.slice(0, 10)))].map(
        (day) => stamps.filter((stamp) => stamp.startsWith(day)).length,
      ),
    )
    expect(busiest).toBeLessThan(8)
    expect([stamps.some((stamp) => stamp < '2025-07-10'), stamps.some((stamp) => stamp > '2026-12-31')]).toEqual([
      true,
      false,
    ])
  })

  it('has customers with valid numbers, some without an address to match on, and one address that several share', () => {
    const { organizations, persons } = tenant
    for (const { vatNumber, visitingAddress, cocCode } of organizations) {
      if (visitingAddress?.countryCode !== 'NL') continue
      if (vatNumber !== null)
        expect([/^NL\d{9}B01$/.test(vatNumber), isElevenProof(vatNumber.slice(2, 11))]).toEqual([true, true])
      expect(cocCode).toMatch(/^\d{8}$/)
    }
    expect(organizations.filter(({ email }) => email === null).length).toBeGreaterThan(2)
    const shared = [...organizations, ...persons].filter(({ email }) => email === 'administratie@vissergroep.example')
    expect(shared).toHaveLength(3)
    const euDebtors = linesOf(({ vatClassId }) => vatClassId === vatIds.eu).map(({ organizationId }) =>
      organizations.find(({ id }) => id === organizationId),
    )
    for (const debtor of euDebtors) expect(debtor?.vatNumber).toMatch(/^(?:BE0\d{9}|DE\d{9}|FR\d{11})$/)
  })

  it('has a second environment that shares nothing with the first', () => {
    const [first, second] = seedTenants('breekijzer')
    expect([first?.subdomain, second?.subdomain, second?.invoices.length]).toEqual(['breekijzer', 'anderbedrijf', 3])
    expect(second?.apiKeys[0]?.key).not.toBe(first?.apiKeys[0]?.key)
  })
})
