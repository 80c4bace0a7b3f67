import { getTranslations } from 'next-intl/server'
import { isId } from '@/app/read'
import { getDb, withWorkspace } from '@/lib/db/client'
import { readTrailPart } from '@/lib/db/views/edited-combi'
import { can } from '@/lib/domain/roles'
import { csvStreamResponse, type Cell } from '../../../../csv'
import { readEndpoint, requireFound } from '../../../../endpoint'
import { Refusal } from '../../../../refusal'

const columns = [
  ...(['number', 'issuedOn', 'debtor', 'net', 'vat', 'gross', 'state', 'reason'] as const),
  ...(['administration', 'booksNumber', 'entry', 'bookedAt', 'paid', 'events'] as const),
]

/** The trail of a removed combi as a file for a spreadsheet: each of its invoices with what became of it, and when. */
export const GET = readEndpoint<{ id: string }>(async ({ member, params }) => {
  const { workspaceId, role } = member.workspace
  if (!isId(params.id)) throw new Refusal('not-found')
  const read = (after: string | null) =>
    withWorkspace(getDb(), workspaceId, (scope) => readTrailPart(scope, { combiId: params.id, after }))
  const first = requireFound(await read(null))
  if (!can(role, 'read-audit-log')) throw new Refusal('owner-only')
  const t = await getTranslations('editing.removed.column')
  const stateWords = await getTranslations('invoices.state')
  async function* rows(): AsyncGenerator<Cell[][]> {
    yield [columns.map((column) => t(column))]
    for (let part: typeof first | null = first; part !== null;) {
      yield part.items.map((row) => [
        ...[row.number, row.issuedOn, row.debtorName],
        ...[row.netCents, row.vatCents, row.grossCents].map((cents) => ({ cents: Number(cents) })),
        ...[stateWords(row.state), row.reasonCode, row.administrationRef],
        row.booksNumber === null ? null : Number(row.booksNumber),
        ...[row.entryId, row.bookedAt?.toISOString() ?? null, { cents: Number(row.paidCents) }],
        row.events.map(({ at, kind }) => `${at.toISOString()} ${kind}`).join('\n'),
      ])
      part = part.next === null ? null : await read(part.next)
    }
  }
  return csvStreamResponse(first.name, rows())
})
