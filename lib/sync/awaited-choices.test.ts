import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { awaitedBy } from './awaited-choices'
import { planBooking } from './plan-booking'
import { sampleMapping, sampleRules } from './testing/sample-books'
import { invoiceLine, revenueGroup, sampleInvoice, vatClasses } from './testing/sample-invoices'

const explicit = sampleRules({ vatMode: 'explicit' })
const high = invoiceLine({ ref: 'high' })
const low = invoiceLine({ ref: 'low', vatClass: vatClasses.low, revenueGroup: revenueGroup('8010 Omzet laag') })
const ref = (line: typeof high) => line.vatClass?.ref ?? ''

describe('what a held invoice waits for', () => {
  it('is every VAT class without a code, each once', () => {
    expect(awaitedBy([high, low, high], explicit)).toEqual([
      { kind: 'vat', ref: ref(high) },
      { kind: 'vat', ref: ref(low) },
    ])
  })

  it('is no longer what was chosen, and nothing once all is', () => {
    const mapping = { ...sampleMapping, vatCodes: { [ref(high)]: '1' } }
    expect(awaitedBy([high, low], { ...explicit, mapping })).toEqual([{ kind: 'vat', ref: ref(low) }])
    expect(awaitedBy([high, low], sampleRules())).toEqual([])
  })

  it('is something exactly when an account or a VAT code holds the booking', () => {
    const lines = fc.array(fc.constantFrom(high, low), { minLength: 1, maxLength: 4 })
    const codes = fc.subarray([ref(high), ref(low)])
    fc.assert(
      fc.property(lines, codes, (chosen, mapped) => {
        const vatCodes = Object.fromEntries(mapped.map((one) => [one, one === ref(high) ? '1' : '2']))
        const rules = { ...explicit, mapping: { ...sampleMapping, vatCodes } }
        const plan = planBooking({ invoice: sampleInvoice(chosen), bookingDate: null }, rules)
        expect(awaitedBy(chosen, rules).length > 0).toBe(plan.kind === 'hold')
      }),
    )
  })
})
