import { describe, expect, it } from 'vitest'
import type { InvoiceVersionDto } from '@/lib/dto/invoice-detail'
import { isDifferent, versionRows } from './version-rows'

const line = (ref: string, netCents = 10_000) => ({
  ...{ ref, description: `Regel ${ref}`, quantity: '1', unitPrice: '100', netCents, vatCents: 2100 },
  ...{ vatClass: 'hoog', revenueGroup: '8000 Omzet' },
})
const version = (rest: Partial<InvoiceVersionDto> = {}): InvoiceVersionDto => ({
  ...{ number: 'F1', issuedOn: '2026-03-12', dueOn: '2026-04-11', debtorName: 'Rivier BV' },
  ...{ netCents: 10_000, vatCents: 2100, grossCents: 12_100, lines: [line('a')] },
  ...rest,
})
const differing = (now: InvoiceVersionDto) =>
  versionRows(version(), now)
    .filter(isDifferent)
    .map((row) => (row.kind === 'line' ? `line ${String(row.at)}` : row.kind))

describe('two versions of an invoice side by side', () => {
  it('tell of no difference where there is none, however the source writes its decimals', () => {
    expect(differing(version({ lines: [{ ...line('a'), quantity: '1.00' }] }))).toEqual([])
  })

  it.each<[string[], Partial<InvoiceVersionDto>]>([
    [['number'], { number: 'F2' }],
    [['debtor'], { debtorName: 'Zee BV' }],
    [['issuedOn'], { issuedOn: '2026-03-13' }],
    [['dueOn'], { dueOn: '2026-05-01' }],
    [['net', 'vat', 'gross'], { netCents: 1, vatCents: 2, grossCents: 3 }],
    [['line 1'], { lines: [line('a', 9000)] }],
    [['line 2'], { lines: [line('a'), line('b')] }],
    [['line 1', 'line 2'], { lines: [line('b')] }],
    [['line 1'], { lines: [] }],
  ])('tell that %j differs', (kinds, rest) => {
    expect(differing(version(rest))).toEqual(kinds)
  })
})
