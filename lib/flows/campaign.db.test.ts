import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { AccountingAccount, SourceAccount } from '@/lib/connectors/contract'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing'
import type { BookedEntry, SalesEntry } from '@/lib/domain/books'
import { startWorld } from './testing'
import { story, tellStory, type Story } from './testing-campaign'
import { objections } from './testing-oracle'
import { shorten } from './testing-shorten'
import { tell } from './testing-story'

declare module 'vitest' {
  export interface ProvidedContext {
    /** How many stories are told; without a seed each time others. */
    campaign: { rounds: number; seed: number | null }
  }
}

/** A story that fails is told again at most so often to find a shorter one: a few minutes, and seldom. */
const mostRetellings = 40

/** A defect of the product, made on purpose. */
type Defect = {
  books?: (books: AccountingAccount) => AccountingAccount
  source?: (source: SourceAccount) => SourceAccount
}

describe('whatever goes wrong on the way', () => {
  let database: TestDatabase

  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.drop())

  /** What is wrong after a story has been told in a world of its own. */
  const judge = async (told: Story, { books, source }: Defect = {}): Promise<string[]> => {
    const world = await startWorld({ database, books: 'leeg' })
    const { openBooks, openSource } = world.flows
    if (books !== undefined) world.flows.openBooks = (...given) => books(openBooks(...given))
    if (source !== undefined) world.flows.openSource = (...given) => source(openSource(...given))
    try {
      return await objections(await tell(world, told))
    } catch (error) {
      return [`the telling broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`]
    } finally {
      await world.stop()
    }
  }

  const expectRight = async (told: Story): Promise<void> => {
    expect(await judge(told)).toEqual([])
  }

  it('every offered invoice is booked once as its source says, every receipt is passed on once, and nothing waits in silence', async () => {
    const { rounds, seed } = inject('campaign')
    const {
      failed,
      counterexample,
      seed: used,
    } = await fc.check(fc.asyncProperty(story, expectRight), {
      ...{ numRuns: rounds, endOnFailure: true },
      ...(seed === null ? {} : { seed }),
    })
    if (!failed || counterexample === null) return
    const shorter = await shorten(counterexample[0], async (one) => (await judge(one)).length > 0, mostRetellings)
    throw new Error(`CAMPAIGN_SEED=${String(used)}\n${tellStory(shorter)}\n${(await judge(shorter)).join('\n')}`)
  })

  describe('a defect does not pass unnoticed', () => {
    const short: Story = {
      invoices: [{ customer: 0, day: 3, rounding: 'line', lines: [{ kind: 'high', amount: '1', price: '100' }] }],
      steps: [
        { do: 'offer', invoice: 0 },
        { do: 'sync', trigger: 'schedule' },
        { do: 'pay', invoice: 0, cents: null },
        { do: 'sync', trigger: 'schedule' },
      ],
    }

    /** Books that are written otherwise than asked, and say that all is as it should be. */
    const lying =
      (write: (books: AccountingAccount, administration: string, entry: SalesEntry) => Promise<void>) =>
      (books: AccountingAccount): AccountingAccount => {
        const asked = new Map<string, BookedEntry>()
        return {
          ...books,
          async putEntry(administration, entry) {
            asked.set(entry.id, entry)
            await write(books, administration, entry)
            return { messages: [] }
          },
          listEntries: async (administration, period) =>
            (await books.listEntries(administration, period))
              .filter(({ id }) => !asked.has(id))
              .concat([...asked.values()]),
        }
      }
    const changed = (entry: SalesEntry, change: Partial<SalesEntry['lines'][number]>): SalesEntry => {
      const lines = entry.lines.map((line) => ({ ...line, ...change }))
      return {
        ...entry,
        lines,
        grossCents: lines.reduce((sum, { netCents, vatCents }) => sum + netCents + vatCents, 0),
      }
    }

    it('and without one there is nothing to say', async () => {
      expect(await judge(short)).toEqual([])
    })

    it.each<[string, Defect, RegExp]>([
      [
        'an entry is written twice, under another id and number',
        {
          books: lying(async (books, administration, entry) => {
            await books.putEntry(administration, entry)
            const id = `${entry.id.slice(0, -1)}${entry.id.endsWith('0') ? '1' : '0'}`
            await books.putEntry(administration, { ...entry, id, invoiceNumber: entry.invoiceNumber + 1_000 })
          }),
        },
        /nobody knows the entry/,
      ],
      [
        'a cent is dropped',
        {
          books: lying(async (books, administration, entry) => {
            await books.putEntry(administration, changed(entry, { netCents: 9_999 }))
          }),
        },
        /the total is 12099 cents instead of 12100/,
      ],
      [
        'revenue goes to another account',
        {
          books: lying(async (books, administration, entry) => {
            await books.putEntry(administration, changed(entry, { ledgerAccount: '8090' }))
          }),
        },
        /account 8000 holds 0 cents instead of 10000/,
      ],
      [
        'VAT goes under another code',
        {
          books: lying(async (books, administration, entry) => {
            const low = { ledgerAccount: '1700', vatCode: '2', vatCents: 900 }
            await books.putEntry(administration, changed(entry, low))
          }),
        },
        /account 1510 holds 0 cents instead of 2100/,
      ],
      ['nothing is written', { books: lying(() => Promise.resolve()) }, /is booked, and not in the books/],
      [
        'an entry is refused for no reason',
        { books: (books) => ({ ...books, listEntries: () => Promise.resolve([]) }) },
        /is in the books while the portal says action/,
      ],
      [
        'a payment is registered twice',
        {
          source: (source) => ({
            ...source,
            async putPayments(payments) {
              await source.putPayments(payments.map((one) => ({ ...one, marker: 'x', description: 'Nog eens [x]' })))
              return source.putPayments(payments)
            },
          }),
        },
        /has the same payment twice|more than was ever received/,
      ],
      [
        'a payment is lost',
        {
          source: (source) => ({
            ...source,
            putPayments: (payments) =>
              Promise.resolve(payments.map(() => ({ ok: true, id: 'payment:0', created: true }))),
          }),
        },
        /has 0 cents paid of 12100 received/,
      ],
    ])('when %s', async (_, defect, objection) => {
      expect((await judge(short, defect)).join('\n')).toMatch(objection)
    })
  })
})
