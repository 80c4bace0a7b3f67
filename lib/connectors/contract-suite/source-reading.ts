import { expect } from 'vitest'
import { addDays } from '@/lib/domain/day'
import { multiplyToCents, sumCents } from '@/lib/domain/money'
import type { Checkpoint } from '../contract'
import { issuedFrom, readAll, refsOf, sendMany, type SourceStage, type WantedLine } from './source-stage'

/** Guarantees about what comes from the source: nothing missed, nothing dropped, to the cent. */
export const readingGuarantees = {
  'paging misses no invoice, and a page is one call': async (stage) => {
    const sent = sendMany(stage, 230)
    const before = stage.countCalls()
    const { pages, items } = await readAll(stage)
    expect(stage.countCalls() - before).toBe(pages.length)
    expect(refsOf(items)).toEqual([...sent].sort())
  },

  'a second read from the last checkpoint brings nothing unseen, with one call': async (stage) => {
    const sent = sendMany(stage, 30)
    const first = await readAll(stage)
    const before = stage.countCalls()
    const second = await readAll(stage, first.checkpoint)
    expect(stage.countCalls() - before).toBe(1)
    expect(second.items.filter(({ ref }) => !sent.includes(ref))).toEqual([])
  },

  'stopping after the first page and resuming elsewhere misses nothing': async (stage) => {
    const sent = sendMany(stage, 130)
    const first = await stage.open().listInvoices(null, { issuedFrom })
    expect(first.hasMore).toBe(true)
    const rest = await readAll(stage, first.checkpoint)
    expect(refsOf([...first.items, ...rest.items])).toEqual([...sent].sort())
  },

  'an invoice that changes between two pages arrives as it became': async (stage) => {
    const sent = sendMany(stage, 130)
    const first = await stage.open().listInvoices(null, { issuedFrom })
    const [read] = first.items
    const unread = sent.find((ref) => !first.items.some((invoice) => invoice.ref === ref))
    if (!read || !unread) throw new Error('The first page holds some of the invoices')
    stage.world.changeSubject(read.ref, 'Gewijzigd na lezing')
    stage.world.changeSubject(unread, 'Gewijzigd voor lezing')
    const { items } = await readAll(stage, first.checkpoint)
    const newest = new Map([...first.items, ...items].map((invoice) => [invoice.ref, invoice.subject]))
    expect([newest.get(read.ref), newest.get(unread), newest.size]).toEqual([
      'Gewijzigd na lezing',
      'Gewijzigd voor lezing',
      130,
    ])
  },

  'a change after the last checkpoint is met': async (stage) => {
    const [ref = ''] = sendMany(stage, 3)
    const first = await readAll(stage)
    stage.world.changeSubject(ref, 'Later gewijzigd')
    const added = stage.world.sendInvoice()
    const { items } = await readAll(stage, first.checkpoint)
    expect(items.find((invoice) => invoice.ref === ref)?.subject).toBe('Later gewijzigd')
    expect(refsOf(items)).toContain(added)
  },

  'an invoice of the last day is listed, and one of the day after is not': async (stage) => {
    const sent = stage.world.sendInvoice()
    const { items } = await readAll(stage)
    const day = items.find(({ ref }) => ref === sent)?.issuedOn ?? ''
    const until = (issuedUntil: string) => stage.open().listInvoices(null, { issuedFrom, issuedUntil })
    expect(refsOf((await until(day)).items)).toEqual([sent])
    expect(refsOf((await until(addDays(day, -1))).items)).toEqual([])
  },

  'drafts are left out': async (stage) => {
    const draft = stage.world.addDraft()
    const sent = stage.world.sendInvoice()
    const { items, pages } = await readAll(stage)
    expect([refsOf(items), pages.flatMap(({ rejected }) => rejected)]).toEqual([[sent], []])
    expect(await stage.open().getInvoices([draft])).toEqual({ items: [], rejected: [] })
  },

  'one malformed invoice is rejected and its neighbours arrive': async (stage) => {
    const [first = '', spoiled = '', last = ''] = sendMany(stage, 3)
    stage.world.spoilInvoice(spoiled)
    const { items, pages } = await readAll(stage)
    expect(refsOf(items)).toEqual([first, last].sort())
    expect(pages.flatMap(({ rejected }) => rejected)).toEqual([
      { ref: spoiled, label: expect.stringMatching(/\d/) as string, reason: expect.stringMatching(/\w/) as string },
    ])
    const named = await stage.open().getInvoices([first, spoiled])
    expect([refsOf(named.items), named.rejected.map(({ ref }) => ref)]).toEqual([[first], [spoiled]])
  },

  'invoices are read by their refs, and one that does not exist is absent': async (stage) => {
    const sent = sendMany(stage, 60)
    const missing = `${sent[0] ?? ''}0`
    const before = stage.countCalls()
    const { items, rejected } = await stage.open().getInvoices([...sent, missing])
    expect([refsOf(items), rejected]).toEqual([[...sent].sort(), []])
    expect(stage.countCalls() - before).toBe(2)
  },

  'a new and a changed debtor are met, and read by their refs': async ({ open, world }) => {
    const ref = world.addDebtor('Nieuwe Klant B.V.')
    const readOn = async (after: Checkpoint | null) => {
      for (let checkpoint = after; ;) {
        const page = await open().listDebtors(checkpoint, 'organization')
        const found = page.items.find((debtor) => debtor.ref === ref)
        if (!page.hasMore || found) return { found, checkpoint: page.checkpoint }
        checkpoint = page.checkpoint
      }
    }
    const first = await readOn(null)
    expect(first.found?.name).toBe('Nieuwe Klant B.V.')
    world.changeEmail(ref, 'nieuw@klant.example')
    expect((await readOn(first.checkpoint)).found?.email).toBe('nieuw@klant.example')
    const { items } = await open().getDebtors([
      { ref, kind: 'organization' },
      { ref: `${ref}0`, kind: 'organization' },
    ])
    expect(items.map(({ email }) => email)).toEqual(['nieuw@klant.example'])
  },

  'cents survive: credit, half cents and several rates': async ({ open, world }) => {
    const wanted: WantedLine[][] = [
      [{ quantity: '-3', unitPrice: '0.125', vatPercent: '21' }],
      [
        { quantity: '3', unitPrice: '0.125', vatPercent: '21' },
        { quantity: '1', unitPrice: '-0.335', vatPercent: '9' },
        { quantity: '7.25', unitPrice: '1234.56', vatPercent: '0' },
      ],
      [{ quantity: '1', unitPrice: '1.005', vatPercent: '0' }],
    ]
    for (const lines of wanted) {
      const ref = world.sendInvoice(lines)
      const [invoice] = (await open().getInvoices([ref])).items
      if (!invoice) throw new Error('The invoice that was just sent is there')
      expect(invoice.lines.map(({ netCents }) => netCents)).toEqual(
        lines.map(({ quantity, unitPrice }) => multiplyToCents(quantity, unitPrice)),
      )
      expect(sumCents(invoice.lines.map(({ netCents }) => netCents))).toBe(invoice.netCents)
      expect(sumCents(invoice.lines.map(({ vatCents }) => vatCents))).toBe(invoice.vatCents)
      expect(invoice.netCents + invoice.vatCents).toBe(invoice.grossCents)
    }
  },
} as const satisfies Record<string, (stage: SourceStage) => Promise<void>>
