import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getMessages, getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { ConfirmationScreen } from '@/components/setup/confirmation-screen'
import { SetupFrame } from '@/components/setup/setup-frame'
import { setupStart } from '@/components/setup/setup-path'
import { StepCard } from '@/components/setup/step-card'
import { pickMessages, wizardNamespaces } from '@/lib/i18n/pick-messages'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('setup.confirmation'))('title'),
  // The address holds what installs: no page that is gone to from here may be told.
  referrer: 'no-referrer',
})

type ConfirmationPageProps = { searchParams: Promise<{ token?: string | string[] }> }

const ConfirmationPage = async ({ searchParams }: ConfirmationPageProps) => {
  const { token } = await searchParams
  if (typeof token !== 'string' || token === '') redirect(setupStart)
  const t = await getTranslations('setup.confirmation')
  return (
    <NextIntlClientProvider messages={pickMessages(await getMessages(), wizardNamespaces)}>
      <SetupFrame>
        <div className="mx-auto max-w-2xl">
          <StepCard title={t('title')} lead={t('lead')}>
            <ConfirmationScreen token={token} />
          </StepCard>
        </div>
      </SetupFrame>
    </NextIntlClientProvider>
  )
}

export default ConfirmationPage
