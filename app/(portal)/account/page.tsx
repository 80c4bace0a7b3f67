import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getMessages, getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { AccountScreen } from '@/components/account/account-screen'
import { AlertChoicesSection } from '@/components/alerts/alert-choices-section'
import { PageHeading } from '@/components/ui/page-heading'
import { readOwnAccount } from '@/app/api/account/read-account'
import { readOwnChoices } from '@/app/api/alerts/read-choices'
import { findSignedIn, requireMember } from '@/lib/auth/member'
import { alertChoicesNamespaces, pickMessages } from '@/lib/i18n/pick-messages'

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
      <div className="mt-5 max-w-5xl">
        <NextIntlClientProvider messages={pickMessages(await getMessages(), alertChoicesNamespaces)}>
          <AlertChoicesSection seed={await readOwnChoices(visit.userId)} />
        </NextIntlClientProvider>
      </div>
    </>
  )
}

export default AccountPage
