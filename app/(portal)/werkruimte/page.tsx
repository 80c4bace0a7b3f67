import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getMessages, getTranslations } from 'next-intl/server'
import { WorkspaceHeading } from '@/components/workspace/workspace-heading'
import { WorkspaceScreen } from '@/components/workspace/workspace-screen'
import { readWorkspaceOf } from '@/app/api/workspace/read-workspace'
import { requireMember } from '@/lib/auth/member'
import { can } from '@/lib/domain/roles'
import { pickMessages, workspaceNamespaces } from '@/lib/i18n/pick-messages'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('workspace'))('title'),
})

const WorkspacePage = async () => {
  const member = await requireMember('/werkruimte')
  const seed = await readWorkspaceOf(member)
  const t = await getTranslations('workspace')
  return (
    <>
      <WorkspaceHeading
        tab="workspace"
        title={t('title')}
        lead={seed.data.name}
        canReadLog={can(seed.data.role, 'read-audit-log')}
      />
      <NextIntlClientProvider messages={pickMessages(await getMessages(), workspaceNamespaces)}>
        <WorkspaceScreen key={seed.data.id} seed={seed} />
      </NextIntlClientProvider>
    </>
  )
}

export default WorkspacePage
