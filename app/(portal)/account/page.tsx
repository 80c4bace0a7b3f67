import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { AccountScreen } from '@/components/account/account-screen'
import { PageHeading } from '@/components/ui/page-heading'
import { readOwnAccount } from '@/app/api/account/read-account'
import { findSignedIn, requireMember } from '@/lib/auth/member'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('security'))('title') })

const AccountPage = async () => {
  await requireMember('/account')
  const visit = await findSignedIn()
  if (visit === null) notFound()
  const t = await getTranslations('security')
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <AccountScreen seed={await readOwnAccount(visit)} />
    </>
  )
}

export default AccountPage
