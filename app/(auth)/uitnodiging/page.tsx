import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EntryFrame } from '@/components/account/entry-frame'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { InvitationCard } from '@/components/workspace/invitation-card'
import { refusalTextOf } from '@/app/api/refusal-text'
import { findVisit } from '@/lib/auth/member'
import { startPath } from '@/lib/auth/own-path'
import { getFlows } from '@/lib/flows/live'
import { openInvitation } from '@/lib/flows/workspace/accept-invitation'

type InvitationProps = { searchParams: Promise<{ token?: string; problem?: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('invitation'))('title'),
})

/** Shows who invites to what, or why the link no longer works. Opening the page uses nothing up. */
const InvitationPage = async ({ searchParams }: InvitationProps) => {
  const { token = '', problem } = await searchParams
  const t = await getTranslations('invitation')
  const visit = await findVisit()
  const userId = visit === null || visit.needsSecondFactor ? null : visit.userId
  const opened = await openInvitation(getFlows(), { token, userId })
  if (opened.kind === 'open') {
    const next = new URLSearchParams({ next: `/uitnodiging?${new URLSearchParams({ token }).toString()}` }).toString()
    return (
      <InvitationCard
        token={token}
        invitation={opened}
        signInPath={`${visit?.needsSecondFactor ? '/inloggen/code' : '/inloggen'}?${next}`}
        linkPath={`/inloggen/link?${next}`}
        problem={await refusalTextOf(problem)}
      />
    )
  }
  return (
    <EntryFrame title={t('title')} lead={null}>
      <div className="mt-4 space-y-4">
        {opened.kind === 'member' ? (
          <Notice tone="good">{t('member', { workspace: opened.workspace })}</Notice>
        ) : (
          <Notice tone="bad">{t(`ended.${opened.problem}`)}</Notice>
        )}
        <TextLink href={startPath}>{t('toPortal')}</TextLink>
      </div>
    </EntryFrame>
  )
}

export default InvitationPage
