import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { SalesEntryLine } from '@/lib/domain/books'
import {
  debtorWrite,
  putSampleDebtor,
  sampleDebtor,
  sampleEntry,
  sampleLine,
  watched,
  type AccountingStage,
} from './accounting-stage'

type Check = (stage: AccountingStage) => Promise<void>

/** Guarantees about what stands in the books; each title is a promise to whoever calls the connector. */
export const bookGuarantees = {
  'the chart names the administration, its revenue accounts, their VAT and a sales journal': async (stage) => {
    const { account } = stage.connect()
    const administrations = await account.listAdministrations()
    const chart = await account.readChart(stage.administrationRef)
    expect(administrations.map(({ ref }) => ref)).toContain(stage.administrationRef)
    expect(chart.administration.ref).toBe(stage.administrationRef)
    expect(chart.journals.find(({ ref }) => ref === stage.journalRef)?.kind).toBe('sales')
    for (const revenue of stage.revenue) {
      const found = chart.ledgerAccounts.find(({ number }) => number === revenue.account)
      const code = chart.vatCodes.find((one) => one.code === revenue.vatCode)
      expect(found?.defaultVatCode).toBe(revenue.vatCode)
      expect(code?.vatBasisPoints).toBe(revenue.vatBasisPoints)
      expect(code?.ledgerAccount).toBe(revenue.vatLedgerAccount)
    }
  },

  'an entry reads back as it was sent, by itself and in the list of its period': async (stage) => {
    const { account } = stage.connect()
    const debtorId = await putSampleDebtor(stage, account)
    for (const [index, style] of stage.styles.entries()) {
      const lines = [sampleLine(stage, 100_000), sampleLine(stage, 20_000, { on: 1 })]
      const entry = sampleEntry(stage, { debtorId, invoiceNumber: 20260042 + index, lines, style })
      await account.putEntry(stage.administrationRef, entry)
      const read = await account.getEntry(stage.administrationRef, entry.id)
      expect(read).toMatchObject({
        id: entry.id,
        debtorId,
        journalRef: entry.journalRef,
        invoiceNumber: entry.invoiceNumber,
        bookingDate: entry.bookingDate,
        period: entry.period,
        grossCents: entry.grossCents,
      })
      for (const line of lines) expect(read?.lines.map(({ netCents }) => netCents)).toContain(line.netCents)
      const listed = await account.listEntries(stage.administrationRef, stage.period)
      expect(listed.find(({ id }) => id === entry.id)).toEqual(read)
    }
  },

  'cents survive the round trip, negative and half-cent amounts included': async (stage) => {
    const { account } = stage.connect()
    const debtorId = await putSampleDebtor(stage, account)
    let invoiceNumber = 30_000_000
    const line = fc
      .record({
        netCents: fc.integer({ min: -2_000_000, max: 2_000_000 }).filter((cents) => cents !== 0),
        on: fc.constantFrom<0 | 1>(0, 1),
        // Sources round per line or on the total: their VAT may lie a cent beside the exact one.
        roundingCents: fc.constantFrom(-1, 0, 1),
      })
      .map(({ netCents, on, roundingCents }): SalesEntryLine => {
        const exact = sampleLine(stage, netCents, { on })
        return exact.vatCents === 0 ? exact : { ...exact, vatCents: exact.vatCents + roundingCents }
      })
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), async (lines) => {
        const entry = sampleEntry(stage, { debtorId, invoiceNumber: (invoiceNumber += 1), lines, style: 'vat-on-line' })
        fc.pre(entry.grossCents !== 0)
        await account.putEntry(stage.administrationRef, entry)
        const read = await account.getEntry(stage.administrationRef, entry.id)
        expect(read?.grossCents).toBe(entry.grossCents)
        expect(read?.lines.map(({ netCents, vatCents }) => [netCents, vatCents])).toEqual(
          lines.map(({ netCents, vatCents }) => [netCents, vatCents]),
        )
      }),
      { numRuns: 40 },
    )
  },

  'the same entry put twice is one entry': async (stage) => {
    const { account } = stage.connect()
    const debtorId = await putSampleDebtor(stage, account)
    const entry = sampleEntry(stage, { debtorId, invoiceNumber: 20260042, lines: [sampleLine(stage, 100_000)] })
    await account.putEntry(stage.administrationRef, entry)
    await account.putEntry(stage.administrationRef, entry)
    expect(stage.bookkeeper.countEntries()).toBe(1)
  },

  'a changed entry put again is changed under the same id': async (stage) => {
    const { account } = stage.connect()
    const debtorId = await putSampleDebtor(stage, account)
    const entry = sampleEntry(stage, { debtorId, invoiceNumber: 20260042, lines: [sampleLine(stage, 100_000)] })
    await account.putEntry(stage.administrationRef, entry)
    const changed = sampleEntry(stage, {
      ...entry,
      id: entry.id,
      lines: [sampleLine(stage, 110_000)],
      grossCents: 133_100,
    })
    await account.putEntry(stage.administrationRef, changed)
    expect(stage.bookkeeper.countEntries()).toBe(1)
    expect((await account.getEntry(stage.administrationRef, entry.id))?.grossCents).toBe(133_100)
  },

  'a removed entry is gone, and removing it again is no error': async (stage) => {
    const { account } = stage.connect()
    const debtorId = await putSampleDebtor(stage, account)
    const entry = sampleEntry(stage, { debtorId, invoiceNumber: 20260042, lines: [sampleLine(stage, 100_000)] })
    await account.putEntry(stage.administrationRef, entry)
    await account.removeEntry(stage.administrationRef, entry.id)
    await account.removeEntry(stage.administrationRef, entry.id)
    expect(await account.getEntry(stage.administrationRef, entry.id)).toBeNull()
    expect(await account.listEntries(stage.administrationRef, stage.period)).toEqual([])
  },

  'a refused entry names its reason and does not stop the next one': async (stage) => {
    const { account } = stage.connect()
    const debtorId = await putSampleDebtor(stage, account)
    const lines = [sampleLine(stage, 100_000)]
    const first = sampleEntry(stage, { debtorId, invoiceNumber: 20260042, lines })
    await account.putEntry(stage.administrationRef, first)
    const sameNumber = sampleEntry(stage, { debtorId, invoiceNumber: 20260042, lines })
    const unknownAccount = sampleEntry(stage, {
      debtorId,
      invoiceNumber: 20260043,
      lines: lines.map((line) => ({ ...line, ledgerAccount: '8999' })),
    })
    await expect(account.putEntry(stage.administrationRef, sameNumber)).rejects.toMatchObject({
      details: { reason: 'invoice-number-exists' },
    })
    await expect(account.putEntry(stage.administrationRef, unknownAccount)).rejects.toMatchObject({
      kind: 'invalid',
      details: { reason: 'account-unknown' },
    })
    const next = sampleEntry(stage, { debtorId, invoiceNumber: 20260044, lines })
    await account.putEntry(stage.administrationRef, next)
    expect(stage.bookkeeper.countEntries()).toBe(2)
  },

  'an entry that does not add up is refused before anything is sent': async (stage) => {
    const { account, calls } = stage.connect()
    const entry = sampleEntry(stage, { debtorId: '1000', invoiceNumber: 1, lines: [sampleLine(stage, 100)] })
    await expect(
      account.putEntry(stage.administrationRef, { ...entry, grossCents: entry.grossCents + 1 }),
    ).rejects.toMatchObject({ kind: 'invalid', details: { reason: 'not-balanced' } })
    expect(calls).toEqual([])
  },

  'a closed period is refused with its reason, for a new entry and for taking one away': async (stage) => {
    const { account } = stage.connect()
    const debtorId = await putSampleDebtor(stage, account)
    const lines = [sampleLine(stage, 100_000)]
    const booked = sampleEntry(stage, { debtorId, invoiceNumber: 20260042, lines })
    await account.putEntry(stage.administrationRef, booked)
    stage.bookkeeper.closesPeriod(stage.period)
    const closed = { kind: 'conflict', details: { reason: 'period-closed' } }
    const late = sampleEntry(stage, { debtorId, invoiceNumber: 20260043, lines })
    await expect(account.putEntry(stage.administrationRef, late)).rejects.toMatchObject(closed)
    await expect(account.removeEntry(stage.administrationRef, booked.id)).rejects.toMatchObject(closed)
    expect(stage.bookkeeper.countEntries()).toBe(1)
  },

  'a paid entry may not be changed or removed': async (stage) => {
    const { account } = stage.connect()
    const debtorId = await putSampleDebtor(stage, account)
    const entry = sampleEntry(stage, { debtorId, invoiceNumber: 20260042, lines: [sampleLine(stage, 100_000)] })
    await account.putEntry(stage.administrationRef, entry)
    stage.bookkeeper.pays({ ...entry, amountCents: 1_000 })
    const paid = { kind: 'conflict', details: { reason: 'entry-paid' } }
    const changed = sampleEntry(stage, { ...entry, lines: [sampleLine(stage, 110_000)], grossCents: 133_100 })
    await expect(account.putEntry(stage.administrationRef, changed)).rejects.toMatchObject(paid)
    await expect(account.removeEntry(stage.administrationRef, entry.id)).rejects.toMatchObject(paid)
    expect((await account.getEntry(stage.administrationRef, entry.id))?.grossCents).toBe(entry.grossCents)
  },

  'an entry for a blocked debtor is refused as such': async (stage) => {
    const { account } = stage.connect()
    const debtorId = await putSampleDebtor(stage, account)
    stage.bookkeeper.blocksDebtor(debtorId)
    const entry = sampleEntry(stage, { debtorId, invoiceNumber: 20260042, lines: [sampleLine(stage, 100_000)] })
    await expect(account.putEntry(stage.administrationRef, entry)).rejects.toMatchObject({
      kind: 'invalid',
      details: { reason: 'debtor-blocked' },
    })
  },

  'part payment, full payment and a removed entry read as such': async (stage) => {
    const { account } = stage.connect()
    const debtorId = await putSampleDebtor(stage, account)
    const lines = [sampleLine(stage, 100_000)]
    const [open, part, full, removed] = [1, 2, 3, 4].map((invoiceNumber) =>
      sampleEntry(stage, { debtorId, invoiceNumber, lines }),
    )
    if (!open || !part || !full || !removed) throw new Error('four entries were made')
    for (const entry of [open, part, full, removed]) await account.putEntry(stage.administrationRef, entry)
    stage.bookkeeper.pays({ ...part, amountCents: 50_000 })
    stage.bookkeeper.pays({ ...full, amountCents: 100_000 })
    stage.bookkeeper.pays({ ...full, amountCents: 21_000 })
    stage.bookkeeper.removes(removed.id)
    const bank = (amountCents: number) => ({ paidOn: stage.paidOn, amountCents, means: 'bank' })
    const known = { state: 'known', totalCents: 121_000 }
    expect(
      await account.readBalances(
        stage.administrationRef,
        [open, part, full, removed].map((entry) => watched(entry, 0)),
      ),
    ).toEqual([
      { ...known, entryId: open.id, paidCents: 0, receipts: [] },
      { ...known, entryId: part.id, paidCents: 50_000, receipts: [bank(50_000)] },
      { ...known, entryId: full.id, paidCents: 121_000, receipts: [bank(100_000), bank(21_000)] },
      { entryId: removed.id, state: 'missing' },
    ])
  },

  'a payment that is taken back is no payment': async (stage) => {
    const { account } = stage.connect()
    const debtorId = await putSampleDebtor(stage, account)
    const entry = sampleEntry(stage, { debtorId, invoiceNumber: 1, lines: [sampleLine(stage, 100_000)] })
    await account.putEntry(stage.administrationRef, entry)
    stage.bookkeeper.pays({ ...entry, amountCents: 121_000 })
    stage.bookkeeper.takesPaymentBack(entry)
    expect(await account.readBalances(stage.administrationRef, [watched(entry, 121_000)])).toEqual([
      { entryId: entry.id, state: 'known', totalCents: 121_000, paidCents: 0, receipts: [] },
    ])
  },

  'a settled entry is only told of when it is open again': async (stage) => {
    const { account } = stage.connect()
    const debtorId = await putSampleDebtor(stage, account)
    const entry = sampleEntry(stage, { debtorId, invoiceNumber: 1, lines: [sampleLine(stage, 100_000)] })
    await account.putEntry(stage.administrationRef, entry)
    stage.bookkeeper.pays({ ...entry, amountCents: 121_000 })
    const settled = { ...watched(entry, 121_000), isSettled: true }
    expect(await account.readBalances(stage.administrationRef, [settled])).toEqual([])
    stage.bookkeeper.takesPaymentBack(entry)
    expect(await account.readBalances(stage.administrationRef, [settled])).toEqual([
      { entryId: entry.id, state: 'known', totalCents: 121_000, paidCents: 0, receipts: [] },
    ])
  },

  'more than the whole is read as it is': async (stage) => {
    const { account } = stage.connect()
    const debtorId = await putSampleDebtor(stage, account)
    const entry = sampleEntry(stage, { debtorId, invoiceNumber: 1, lines: [sampleLine(stage, 100_000)] })
    await account.putEntry(stage.administrationRef, entry)
    stage.bookkeeper.pays({ ...entry, amountCents: 121_500 })
    expect(await account.readBalances(stage.administrationRef, [watched(entry, 0)])).toMatchObject([
      { totalCents: 121_000, paidCents: 121_500, receipts: [{ amountCents: 121_500 }] },
    ])
  },

  'a write-off settles an entry without being money': async (stage) => {
    const { account } = stage.connect()
    const debtorId = await putSampleDebtor(stage, account)
    const entry = sampleEntry(stage, { debtorId, invoiceNumber: 1, lines: [sampleLine(stage, 100_000)] })
    await account.putEntry(stage.administrationRef, entry)
    stage.bookkeeper.pays({ ...entry, amountCents: 120_000 })
    stage.bookkeeper.writesOff(entry)
    expect(await account.readBalances(stage.administrationRef, [watched(entry, 0)])).toMatchObject([
      {
        paidCents: 121_000,
        receipts: [
          { amountCents: 120_000, means: 'bank' },
          { amountCents: 1_000, means: 'other' },
        ],
      },
    ])
  },

  'a credit invoice is negative, and money paid out settles it': async (stage) => {
    const { account } = stage.connect()
    const debtorId = await putSampleDebtor(stage, account)
    const lines = [sampleLine(stage, -100_000), sampleLine(stage, 20_000, { on: 1 })]
    const entry = sampleEntry(stage, { debtorId, invoiceNumber: 1, lines })
    await account.putEntry(stage.administrationRef, entry)
    expect(entry.grossCents).toBeLessThan(0)
    expect((await account.getEntry(stage.administrationRef, entry.id))?.grossCents).toBe(entry.grossCents)
    stage.bookkeeper.pays({ ...entry, amountCents: entry.grossCents })
    const [balance] = await account.readBalances(stage.administrationRef, [watched(entry, 0)])
    expect(balance).toEqual({
      entryId: entry.id,
      state: 'known',
      totalCents: entry.grossCents,
      paidCents: entry.grossCents,
      receipts: [{ paidOn: stage.paidOn, amountCents: entry.grossCents, means: 'bank' }],
    })
  },

  'a debtor is found by its e-mail address whatever the capitals': async (stage) => {
    const { account } = stage.connect()
    const id = stage.bookkeeper.addsDebtor({ name: 'Molen De Wiek', email: 'Info@DeWiek.example' })
    const found = await account.findDebtorsByEmail(stage.administrationRef, ' info@dewiek.EXAMPLE ')
    expect(found).toMatchObject([{ id, name: 'Molen De Wiek', isBlocked: false }])
    expect(await account.findDebtorsByEmail(stage.administrationRef, 'info@dewie.example')).toEqual([])
  },

  'all debtors are listed once, over all pages, with their addresses and whether they are blocked': async (stage) => {
    stage.trouble.putsFewOnAPage()
    const names = ['Molen De Wiek', 'Visser Vastgoed', 'Smederij Aambeeld', 'Bakkerij Oven', 'Kapper Knip']
    const ids = names.map((name, index) => stage.bookkeeper.addsDebtor({ name, email: `post${index}@lijst.example` }))
    stage.bookkeeper.blocksDebtor(ids[1] ?? '')
    const listed = await stage.connect().account.listDebtors(stage.administrationRef)
    const byId = new Map(listed.map((debtor) => [debtor.id, debtor]))
    expect([listed.length, byId.size]).toEqual([stage.bookkeeper.countDebtors(), listed.length])
    expect(ids.map((id) => byId.get(id))).toMatchObject(
      names.map((name, index) => ({ name, emails: [`post${index}@lijst.example`], isBlocked: index === 1 })),
    )
  },

  'an address that two debtors share finds both': async (stage) => {
    const { account } = stage.connect()
    const ids = ['Visser Vastgoed', 'Visser Beheer'].map((name, index) =>
      stage.bookkeeper.addsDebtor({ name, email: index === 0 ? 'post@visser.example' : 'Post@Visser.example' }),
    )
    const found = await account.findDebtorsByEmail(stage.administrationRef, 'post@visser.example')
    expect(found.map(({ id }) => id).sort()).toEqual(ids.sort())
  },

  'a debtor is created once, however often it is put': async (stage) => {
    const { account } = stage.connect()
    const write = debtorWrite(stage)
    const first = await account.putDebtor(stage.administrationRef, write)
    const second = await account.putDebtor(stage.administrationRef, write)
    expect(first.created).toBe(true)
    expect(second).toEqual({ id: first.id, created: false })
    expect(stage.bookkeeper.countDebtors()).toBe(1)
    expect(await account.findDebtorByExternalRef(stage.administrationRef, write.externalRef)).toMatchObject({
      id: first.id,
      name: write.debtor.name,
      emails: [write.debtor.email],
    })
    expect(await account.findDebtorByExternalRef(stage.administrationRef, 'organization:nobody')).toBeNull()
  },

  'a new debtor is found by its address in the same run': async (stage) => {
    const { account } = stage.connect()
    expect(await account.findDebtorsByEmail(stage.administrationRef, 'boekhouding@aambeeld.example')).toEqual([])
    const { id } = await account.putDebtor(stage.administrationRef, debtorWrite(stage))
    expect(await account.findDebtorsByEmail(stage.administrationRef, 'boekhouding@aambeeld.example')).toMatchObject([
      { id },
    ])
  },

  'a changed debtor keeps what the source does not know, its bank account first of all': async (stage) => {
    const { account } = stage.connect()
    const id = stage.bookkeeper.addsDebtor({ name: 'Molen', email: 'info@dewiek.example' })
    const bankAccount = stage.bookkeeper.bankAccountOf(id)
    expect(bankAccount).not.toBeNull()
    const debtor = sampleDebtor({ name: 'Molen De Wiek B.V.', email: 'facturen@dewiek.example', phone: null })
    const write = debtorWrite(stage, { id, debtor, externalRef: 'organization:wiek', replaceName: false })
    await account.putDebtor(stage.administrationRef, write)
    expect(stage.bookkeeper.bankAccountOf(id)).toBe(bankAccount)
    expect(await account.findDebtorByExternalRef(stage.administrationRef, 'organization:wiek')).toMatchObject({
      id,
      name: 'Molen',
      emails: ['facturen@dewiek.example'],
    })
    await account.putDebtor(stage.administrationRef, { ...write, replaceName: true })
    expect(await account.findDebtorByExternalRef(stage.administrationRef, 'organization:wiek')).toMatchObject({
      name: 'Molen De Wiek B.V.',
    })
  },

  'an id that the books do not hold reads as nothing': async (stage) => {
    const { account } = stage.connect()
    expect(await account.getEntry(stage.administrationRef, randomUUID())).toBeNull()
    const key = { entryId: randomUUID(), debtorId: '1', invoiceNumber: 1, fiscalYear: stage.period.fiscalYear }
    expect(
      await account.readBalances(stage.administrationRef, [{ ...key, knownPaidCents: 0, isSettled: false }]),
    ).toEqual([{ entryId: key.entryId, state: 'missing' }])
  },
} as const satisfies Record<string, Check>
