import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { CodeForm } from '@/components/account/code-form'
import { EntryFrame } from '@/components/account/entry-frame'
import { refusalTextOf } from '@/app/api/refusal-text'
import { findVisit } from '@/lib/auth/member'
import { toOwnPath } from '@/lib/auth/own-path'

type CodeProps = { searchParams: Promise<{ next?: string; problem?: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('access.code'))('title'),
})

/** Asks the second factor of a session that has yet to show it. */
const CodePage = async ({ searchParams }: CodeProps) => {
  const { next, problem } = await searchParams
  const path = toOwnPath(next)
  const visit = await findVisit()
  if (visit === null) redirect(`/inloggen?${new URLSearchParams({ next: path }).toString()}`)
  if (!visit.needsSecondFactor) redirect(path)
  const t = await getTranslations('access.code')
  return (
    <EntryFrame title={t('title')} lead={t('lead')}>
      <CodeForm next={path} initialProblem={await refusalTextOf(problem)} />
    </EntryFrame>
  )
}

export default CodePage
