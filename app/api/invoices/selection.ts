import type { z } from 'zod'
import { toFilter } from '@/app/invoice-filter'
import type { Member } from '@/lib/auth/member'
import { getDb, withWorkspace } from '@/lib/db/client'
import { selectIds, type InvoiceSelection } from '@/lib/db/invoice-selection'
import type { invoiceSelection } from '@/lib/dto/invoices'

type Asked = z.output<typeof invoiceSelection>

/** As many as a large firm sends in some years; whoever means more asks again for the rest. */
const mostAtOnce = 100_000

/** The invoices that a request names, as the database is asked for them. */
export const toSelection = (asked: Asked): InvoiceSelection => ('ids' in asked ? asked : toFilter(asked.filter))

/** The ids that a request comes to now. */
export const idsOf = ({ workspace }: Pick<Member, 'workspace'>, asked: Asked): Promise<string[]> =>
  withWorkspace(getDb(), workspace.workspaceId, (scope) => selectIds(scope, toSelection(asked), mostAtOnce))
