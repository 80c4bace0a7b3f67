import { describe, expect, it, onTestFinished } from 'vitest'
import type { SalesEntry } from '@/lib/domain/books'
import { putSampleDebtor, sampleEntry, sampleLine, watched } from '../contract-suite/accounting-stage'
import { toReceipt } from './balances'
import { transactionLineWire } from './schemas'
import { minoxStage, sandboxTenant } from './testing'

/** One entry of € 1.210 on the books, and what it takes to pay it on some day. */
const withEntry = async (changes: Partial<SalesEntry> & { administrationRef?: string } = {}) => {
  const { administrationRef = '1', ...entryChanges } = changes
  const stage = { ...(await minoxStage()), administrationRef }
  onTestFinished(() => stage.stop())
  const { account, calls } = stage.connect()
  const debtorId = await putSampleDebtor(stage, account)
  const entry = sampleEntry(stage, { debtorId, invoiceNumber: 7, lines: [sampleLine(stage, 100_000)], ...entryChanges })
  await account.putEntry(administrationRef, entry)
  calls.length = 0
  const place = { tenant: sandboxTenant, administration: Number(administrationRef) }
  const invoice = { ...place, customer: Number(debtorId), invoice_number: entry.invoiceNumber }
  const pay = (date: string, amount: number, journal = 'BANK') => {
    stage.sandbox.operations.pay({ ...invoice, date, amount, journal })
  }
  const read = async (knownPaidCents = 0) => {
    const [balance] = await account.readBalances(administrationRef, [watched(entry, knownPaidCents)])
    return balance
  }
  return { stage, account, entry, calls, invoice, pay, read }
}

describe('what was received', () => {
  it('is found in the next fiscal year', async () => {
    const { pay, read } = await withEntry()
    pay('2026-12-30', 21_000)
    pay('2027-01-04', 100_000)
    expect(await read()).toMatchObject({
      paidCents: 121_000,
      receipts: [
        { paidOn: '2026-12-30', amountCents: 21_000 },
        { paidOn: '2027-01-04', amountCents: 100_000 },
      ],
    })
  })

  it('is found across the turn of a broken fiscal year', async () => {
    const { pay, read } = await withEntry({
      administrationRef: '2',
      bookingDate: '2026-06-28',
      dueOn: '2026-07-28',
      period: { fiscalYear: 2025, period: 12 },
    })
    pay('2026-07-03', 121_000)
    expect(await read()).toMatchObject({ receipts: [{ paidOn: '2026-07-03', amountCents: 121_000 }] })
  })

  it('is found in books of thirteen periods', async () => {
    const { pay, read } = await withEntry({
      administrationRef: '3',
      bookingDate: '2026-12-30',
      dueOn: '2026-12-31',
      period: { fiscalYear: 2026, period: 13 },
    })
    pay('2026-12-31', 121_000)
    expect(await read()).toMatchObject({ paidCents: 121_000, receipts: [{ paidOn: '2026-12-31' }] })
  })

  it('names cash as cash, and an offset against a credit invoice as no money', async () => {
    const { stage, account, entry, pay, read, invoice } = await withEntry()
    pay('2026-03-15', 1_000, 'KAS')
    const credit = sampleEntry(stage, {
      debtorId: entry.debtorId,
      invoiceNumber: 8,
      lines: [sampleLine(stage, -50_000)],
    })
    await account.putEntry('1', credit)
    stage.sandbox.operations.offset({ ...invoice, credit_invoice_number: 8, date: '2026-03-18' })
    expect(await read()).toMatchObject({
      paidCents: 61_500,
      receipts: [
        { amountCents: 1_000, means: 'cash' },
        { amountCents: 60_500, means: 'other' },
      ],
    })
  })

  it('is not told when the lines do not add up to what the open item says', async () => {
    const { pay, read, stage } = await withEntry()
    pay('2026-03-20', 50_000)
    const bank = stage.sandbox.world.store.administration(sandboxTenant, 1)?.batches.at(-1)
    // The receipt is moved out of reach of the lists, as a vendor that hides a year would do.
    if (bank) bank.fiscalYear = 2020
    expect(await read()).toMatchObject({ paidCents: 50_000, receipts: null })
  })
})

describe('an entry that is not among the open items', () => {
  it('is explained by the lines alone when they say that it was paid', async () => {
    const { pay, read, calls } = await withEntry()
    pay('2026-03-20', 121_000)
    expect(await read()).toMatchObject({ state: 'known', paidCents: 121_000 })
    expect(calls.map(({ path }) => path.replace(/^.*administration\/1\//, ''))).toEqual([
      'receivable?status=open',
      'year/2026/transaction_lines',
    ])
  })

  it('is missing once its batch is gone, also when its payment stayed behind', async () => {
    const { pay, read, stage, entry } = await withEntry()
    pay('2026-03-20', 50_000)
    stage.bookkeeper.removes(entry.id)
    expect(await read(50_000)).toEqual({ entryId: entry.id, state: 'missing' })
  })

  it('asks for no later year when its own does not know it', async () => {
    const { read, stage, calls, entry } = await withEntry()
    stage.bookkeeper.removes(entry.id)
    await read()
    expect(calls).toHaveLength(4)
  })
})

describe('a line on a debtor', () => {
  const line = (journal: object, amounts: object = { credit: 100 }) =>
    toReceipt(
      transactionLineWire.parse({
        account: { id: '1300', type: 'customer' },
        document_date: '2026-03-20',
        journal: { id: 'X', ...journal },
        ...amounts,
      }),
    )

  it('is a receipt by its journal', () => {
    expect(line({ type: 'bank' })?.means).toBe('bank')
    expect(line({ type: 'kas' })?.means).toBe('cash')
    expect(line({ type: 'memoriaal' })?.means).toBe('other')
    expect(line({ type: 'xyz' })?.means).toBe('other')
  })

  it('is none when it is a sale, or an open item carried into a new year', () => {
    expect(line({ type: 'verkopen' })).toBeNull()
    expect(line({ type: 'beginbalans' }, { debit: 100 })).toBeNull()
    expect(line({ type: 'bank' }, { credit: 0 })).toBeNull()
  })

  it('is negative when money went back', () => {
    expect(line({ type: 'bank' }, { debit: 100 })?.amountCents).toBe(-10_000)
  })
})
