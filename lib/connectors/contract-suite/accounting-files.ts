import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { EntryFile } from '@/lib/domain/document'
import type { AccountingAccount } from '../contract'
import { putSampleDebtor, sampleEntry, sampleLine, type AccountingStage } from './accounting-stage'

const pdf = (content: string): EntryFile => ({
  name: 'F2026-0042 "€" ✓.pdf',
  mimeType: 'application/pdf',
  // Every byte that there is, so that one that is taken for text shows.
  bytes: Uint8Array.from([...Buffer.from(`%PDF-1.4 ${content}`), ...Array.from({ length: 256 }, (_, byte) => byte)]),
})

const bookOne = async (stage: AccountingStage, account: AccountingAccount): Promise<string> => {
  const debtorId = await putSampleDebtor(stage, account)
  const entry = sampleEntry(stage, { debtorId, invoiceNumber: 20260042, lines: [sampleLine(stage, 100_000)] })
  await account.putEntry(stage.administrationRef, entry)
  return entry.id
}

/** Guarantees about the file with an entry: it arrives whole, once, and changes nothing about the entry. */
export const accountingFileGuarantees = {
  'a file stands with its entry, byte by byte, each way with one call': async (stage) => {
    const { account, calls } = stage.connect()
    const entryId = await bookOne(stage, account)
    const entry = await account.getEntry(stage.administrationRef, entryId)
    expect(await account.findFile(stage.administrationRef, entryId)).toBeNull()
    calls.length = 0
    await account.attachFile(stage.administrationRef, entryId, pdf('een'))
    expect(calls).toHaveLength(1)
    expect(await account.findFile(stage.administrationRef, entryId)).toEqual(pdf('een').bytes)
    expect(calls).toHaveLength(2)
    expect(await account.getEntry(stage.administrationRef, entryId)).toEqual(entry)
    expect(stage.bookkeeper.countFiles()).toBe(1)
  },

  'a file whose answer was lost is found with its entry': async (stage) => {
    const { account } = stage.connect()
    const entryId = await bookOne(stage, account)
    stage.trouble.losesAnswer('POST')
    await expect(account.attachFile(stage.administrationRef, entryId, pdf('een'))).rejects.toMatchObject({
      kind: 'unavailable',
    })
    expect(await account.findFile(stage.administrationRef, entryId)).toEqual(pdf('een').bytes)
    expect(stage.bookkeeper.countFiles()).toBe(1)
  },

  'a file for an entry that is not there is refused as such, and none is found': async (stage) => {
    const { account } = stage.connect()
    const entryId = randomUUID()
    await expect(account.attachFile(stage.administrationRef, entryId, pdf('een'))).rejects.toMatchObject({
      kind: 'invalid',
      details: { reason: 'entry-unknown' },
    })
    expect(await account.findFile(stage.administrationRef, entryId)).toBeNull()
  },

  'a file that is too large or of a wrong type is refused as such': async (stage) => {
    const { account } = stage.connect()
    const entryId = await bookOne(stage, account)
    stage.bookkeeper.takesNoPdf()
    await expect(account.attachFile(stage.administrationRef, entryId, pdf('een'))).rejects.toMatchObject({
      kind: 'invalid',
      details: { reason: 'type-refused' },
    })
    stage.bookkeeper.takesFilesOf(100)
    await expect(account.attachFile(stage.administrationRef, entryId, pdf('een'))).rejects.toMatchObject({
      kind: 'invalid',
      details: { reason: 'too-large' },
    })
    expect(stage.bookkeeper.countFiles()).toBe(0)
  },

  'a consent without the right to files is told apart from one that ended': async (stage) => {
    const { account } = stage.connect()
    const entryId = await bookOne(stage, account)
    stage.trouble.takesRightToFiles()
    await expect(account.attachFile(stage.administrationRef, entryId, pdf('een'))).rejects.toMatchObject({
      details: { reason: 'no-rights' },
    })
    expect((await account.check()).ref).toBe(stage.accountRef)
  },
} as const satisfies Record<string, (stage: AccountingStage) => Promise<void>>
