import { describe, expect, it } from 'vitest'
import { everyInvoice } from '@/lib/domain/offering-rule'
import { meetsRule } from './offering-rule'

const invoice = { companyProfileRef: 'profile:1', debtorRef: 'organization:1', grossCents: 12_100 }

describe('a rule for what is handed over by itself', () => {
  it('takes every invoice while nothing is chosen', () => {
    expect(meetsRule(invoice, everyInvoice)).toBe(true)
  })

  it('takes only what was sent by one of the chosen company profiles', () => {
    expect(meetsRule(invoice, { ...everyInvoice, companyProfileRefs: ['profile:2', 'profile:1'] })).toBe(true)
    expect(meetsRule(invoice, { ...everyInvoice, companyProfileRefs: ['profile:2'] })).toBe(false)
  })

  it('takes only what goes to one of the chosen debtors', () => {
    expect(meetsRule(invoice, { ...everyInvoice, debtorRefs: ['organization:1'] })).toBe(true)
    expect(meetsRule(invoice, { ...everyInvoice, debtorRefs: ['person:1'] })).toBe(false)
  })

  it.each([
    [12_100, 12_100, true],
    [12_101, 12_100, false],
    [-12_100, 12_100, true],
    [-12_101, 12_100, false],
    [0, 0, true],
    [1, 0, false],
  ])('finds %i cents within a limit of %i: %s; a credit invoice by its size', (grossCents, upToCents, isTaken) => {
    expect(meetsRule({ ...invoice, grossCents }, { ...everyInvoice, upToCents })).toBe(isTaken)
  })

  it('takes what meets all of its conditions, and nothing that misses one', () => {
    const rule = { companyProfileRefs: ['profile:1'], debtorRefs: ['organization:1'], upToCents: 20_000 }
    expect(meetsRule(invoice, rule)).toBe(true)
    for (const other of [{ companyProfileRef: 'x' }, { debtorRef: 'x' }, { grossCents: 20_001 }])
      expect(meetsRule({ ...invoice, ...other }, rule)).toBe(false)
  })
})
