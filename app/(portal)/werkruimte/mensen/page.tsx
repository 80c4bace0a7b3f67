import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getMessages, getTranslations } from 'next-intl/server'
import { PeopleScreen } from '@/components/workspace/people-screen'
import { WorkspaceHeading } from '@/components/workspace/workspace-heading'
import { readPeopleOf } from '@/app/api/workspace/read-workspace'
import { requireMember } from '@/lib/auth/member'
import { can } from '@/lib/domain/roles'
import { pickMessages, workspaceNamespaces } from '@/lib/i18n/pick-messages'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('people'))('title') })

const PeoplePage = async () => {
  const member = await requireMember('/werkruimte/mensen')
  const seed = await readPeopleOf(member)
  const t = await getTranslations('people')
  return (
    <>
      <WorkspaceHeading
        tab="people"
        title={t('title')}
        lead={t('lead')}
        canReadLog={can(member.workspace.role, 'read-audit-log')}
      />
      <NextIntlClientProvider messages={pickMessages(await getMessages(), workspaceNamespaces)}>
        <PeopleScreen key={seed.data.workspaceId} seed={seed} />
      </NextIntlClientProvider>
    </>
  )
}

export default PeoplePage
