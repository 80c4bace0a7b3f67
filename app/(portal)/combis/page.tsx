import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { Suspense } from 'react'
import { CombisList } from '@/components/combis/combis-list'
import { CombisSkeleton } from '@/components/combis/combis-skeleton'
import { setupStart } from '@/components/setup/setup-path'
import { buttonClass } from '@/components/ui/button'
import { PageHeading } from '@/components/ui/page-heading'
import { requireMember, type Member } from '@/lib/auth/member'
import { can } from '@/lib/domain/roles'
import { readCombis } from '@/app/read'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('combis'))('title') })

const CombisPage = async () => {
  const member = await requireMember('/combis')
  const t = await getTranslations('combis')
  const canAdd = can(member.workspace.role, 'manage-combis')
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} actions={canAdd && <AddCombi label={t('add')} />} />
      {/* Below the guard: once anything has been sent, a stranger could no longer be sent away by a real redirect. */}
      <Suspense fallback={<CombisSkeleton />}>
        <Combis member={member} canAdd={canAdd} />
      </Suspense>
    </>
  )
}

const AddCombi = ({ label }: { label: string }) => (
  <Link href={setupStart} className={buttonClass()}>
    {label}
  </Link>
)

type CombisProps = { member: Member; /** Whether the reader may install one. */ canAdd: boolean }

const Combis = async ({ member, canAdd }: CombisProps) => (
  <CombisList seed={await readCombis(member)} canAdd={canAdd} current={member.workspace.workspaceId} />
)

export default CombisPage
