import { getLocale, getTranslations } from 'next-intl/server'
import { auditParams, toAuditKind } from '@/components/workspace/audit-words'
import { auditQuery } from '@/lib/dto/workspace'
import { getFormats } from '@/lib/i18n/formats'
import { csvStreamResponse, type Cell } from '../../../csv'
import { parseRequest } from '../../../endpoint'
import { workspaceReadEndpoint } from '../../endpoint'
import { eachAuditPart } from '../../read-audit'

/** So that a moment is told by its date, and not as today. */
const longAgo = new Date(0)

/** The audit log as a file for a spreadsheet: the part that the page is filtered on, all of it. */
export const GET = workspaceReadEndpoint('read-audit-log', async ({ member, search }) => {
  const query = parseRequest(auditQuery, Object.fromEntries(search))
  const t = await getTranslations('audit')
  const formats = getFormats(await getLocale())
  async function* rows(): AsyncGenerator<Cell[][]> {
    yield [[t('column.at'), t('column.utc'), t('column.who'), t('column.what'), t('column.kind')]]
    for await (const entries of eachAuditPart(member, query))
      yield entries.map(({ at, kind, actorEmail, params }) => {
        const known = toAuditKind(kind)
        const what = t(`what.${known}`, auditParams(params))
        return [formats.moment(at, longAgo), at, actorEmail ?? t('portal'), what, kind]
      })
  }
  return csvStreamResponse(`controlelog-${member.workspace.name}`, rows())
})
