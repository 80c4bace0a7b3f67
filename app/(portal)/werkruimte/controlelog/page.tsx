import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Pager } from '@/components/ui/pager'
import { AuditFilter } from '@/components/workspace/audit-filter'
import { AuditTable } from '@/components/workspace/audit-table'
import { WorkspaceHeading } from '@/components/workspace/workspace-heading'
import { readAudit } from '@/app/api/workspace/read-audit'
import { cursorIn } from '@/app/read'
import { requireMember } from '@/lib/auth/member'
import { can } from '@/lib/domain/roles'
import { auditQuery, type AuditQueryDto } from '@/lib/dto/workspace'

type LogProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const path = '/werkruimte/controlelog'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('audit'))('title') })

/** The address of what the query asks; empty fields are left out. */
const toAddress = (to: string, query: AuditQueryDto & { cursor?: string }): string => {
  const search = new URLSearchParams()
  for (const [field, value] of Object.entries<string | undefined>(query)) if (value) search.set(field, value)
  return search.size === 0 ? to : `${to}?${search.toString()}`
}

/** The audit log of the workspace, for its owner. */
const AuditLogPage = async ({ searchParams }: LogProps) => {
  const search = await searchParams
  const parsed = auditQuery.safeParse(search)
  const query = parsed.success ? parsed.data : {}
  const member = await requireMember(toAddress(path, query))
  const { workspaceId, role } = member.workspace
  if (!can(role, 'read-audit-log')) notFound()
  const cursor = typeof search.cursor === 'string' ? cursorIn(search.cursor) : null
  const { items, nextCursor, previousCursor, actors } = await readAudit(member, query, cursor)
  const t = await getTranslations('audit')
  const toPage = (to: string | null, label: string) =>
    to === null ? null : { label, href: toAddress(path, { ...query, cursor: to }) }
  return (
    <>
      <WorkspaceHeading tab="log" title={t('title')} lead={t('lead')} canReadLog />
      <AuditFilter
        path={path}
        query={query}
        actors={actors}
        downloadPath={toAddress(`/api/workspace/${workspaceId}/audit-export`, query)}
      />
      <AuditTable entries={items} />
      <Pager label={t('pages')} previous={toPage(previousCursor, t('newer'))} next={toPage(nextCursor, t('older'))} />
    </>
  )
}

export default AuditLogPage
