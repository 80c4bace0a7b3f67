import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { CombisList } from '@/components/combis/combis-list'
import { CombisSkeleton } from '@/components/combis/combis-skeleton'
import { PageHeading } from '@/components/ui/page-heading'
import { requireMember, type Member } from '@/lib/auth/member'
import { readCombis } from '@/app/read'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('combis'))('title') })

const CombisPage = async () => {
  const member = await requireMember('/combis')
  const t = await getTranslations('combis')
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      {/* Below the guard: once anything has been sent, a stranger could no longer be sent away by a real redirect. */}
      <Suspense fallback={<CombisSkeleton />}>
        <Combis member={member} />
      </Suspense>
    </>
  )
}

const Combis = async ({ member }: { member: Member }) => (
  <CombisList seed={await readCombis(member)} canWrite={member.canWrite} />
)

export default CombisPage
