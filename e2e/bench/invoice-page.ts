import { performance } from 'node:perf_hooks'
import { withWorkspace, type Db } from '@/lib/db/client'
import type { InvoiceFilter, InvoiceSort } from '@/lib/db/invoice-selection'
import { parseCursor } from '@/lib/db/views/keyset'
import { readInvoicesPage } from '@/lib/db/views/invoices-page'

/** As many as a large firm sends in some years. */
const invoiceCount = 100_000
const perTransaction = 10_000
const rounds = 20

type Place = { workspaceId: string; combiId: string }

/** Fills a combi with invoices of the past years in every state, of two thousand debtors, as wide as real ones. */
const addManyInvoices = async (db: Db, { workspaceId, combiId }: Place): Promise<void> => {
  for (let from = 1; from <= invoiceCount; from += perTransaction)
    await withWorkspace(
      db,
      workspaceId,
      ({ tx }) =>
        tx.$executeRaw`
      INSERT INTO "Invoice" (id, "workspaceId", "combiId", "sourceRef", "companyProfileRef", number, "issuedOn", "dueOn",
        "debtorRef", "debtorKind", "debtorName", "netCents", "vatCents", "grossCents", "outstandingCents", "sourceState",
        "sourceUpdatedAt", document, fingerprint, state, "reasonCode", "updatedAt")
      SELECT gen_random_uuid(), ${workspaceId}::uuid, ${combiId}::uuid, 'many:' || n, 'profile:1',
        'M' || lpad(n::text, 7, '0'), date '2020-01-01' + n % 2400, date '2020-01-31' + n % 2400,
        'organization:' || n % 2000, 'organization', 'Debiteur ' || md5((n % 2000)::text),
        n * 100, n * 21, n * 121, n * 121, 'sent', '', jsonb_build_object(
          'subject', repeat(md5(n::text), 3),
          'lines', (SELECT jsonb_agg(jsonb_build_object(
            'ref', md5((n * 7 + at)::text), 'description', repeat(md5((n + at)::text), 3), 'quantity', '1',
            'vatClass', jsonb_build_object('ref', 'vatclass:' || CASE WHEN n % 7 = 0 THEN 9 ELSE 21 END, 'label', 'BTW'),
            'revenueGroup', jsonb_build_object('ref', 'revenuegroup:' || 8000 + n % 40, 'label', 'Omzet')))
            FROM generate_series(1, 2) AS at)), '',
        (CASE WHEN n % 10 < 6 THEN 'pending' WHEN n % 10 < 8 THEN 'ignored' ELSE 'action' END)::"InvoiceState",
        'zero-total', now()
      FROM generate_series(${from}::int, ${from + perTransaction - 1}::int) AS n`,
    )
}

const newestFirst: InvoiceSort = { by: 'issuedOn', isAscending: false }

const questions: { filter: InvoiceFilter; sort: InvoiceSort }[] = [
  { filter: {}, sort: newestFirst },
  { filter: {}, sort: { by: 'gross', isAscending: true } },
  { filter: {}, sort: { by: 'debtor', isAscending: true } },
  { filter: {}, sort: { by: 'number', isAscending: false } },
  { filter: { words: 'M0051234' }, sort: newestFirst },
  { filter: { words: '3fdba35f04' }, sort: { by: 'dueOn', isAscending: true } },
  { filter: { from: '2024-01-01', until: '2024-03-31', profile: 'profile:1' }, sort: newestFirst },
  { filter: { leastCents: 11_000_000, mostCents: 11_100_000 }, sort: newestFirst },
  { filter: { words: 'debiteur' }, sort: newestFirst },
  { filter: { vatClass: 'vatclass:21' }, sort: newestFirst },
  { filter: { vatClass: 'vatclass:9', revenueGroup: 'revenuegroup:8003' }, sort: newestFirst },
  { filter: { revenueGroup: 'revenuegroup:8003', leastCents: 500_000 }, sort: { by: 'gross', isAscending: false } },
]

/**
 * How long the server takes for a page of a hundred thousand invoices at the 95th percentile, in milliseconds: in several
 * orders, searched and filtered, and some pages further on.
 */
export const measureInvoicePage = async (db: Db, place: Place): Promise<number> => {
  const { workspaceId } = place
  await addManyInvoices(db, place)
  await db.prisma.$executeRawUnsafe('VACUUM ANALYZE "Invoice"')
  const durations: number[] = []
  for (let round = 0; round < rounds; round += 1)
    for (const question of questions) {
      let cursor: string | null = null
      for (let page = 0; page < 3; page += 1) {
        const startedAt = performance.now()
        const found = await readInvoicesPage(
          db,
          {
            ...question,
            ...{ workspaceId, states: ['pending'], cursor: cursor === null ? null : parseCursor(cursor) },
          },
          new Date(),
        )
        // The first round warms up.
        if (round > 0) durations.push(performance.now() - startedAt)
        cursor = found?.nextCursor ?? null
        if (cursor === null) break
      }
    }
  durations.sort((one, other) => one - other)
  return durations[Math.floor(durations.length * 0.95)] ?? 0
}
