import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { InstallScreen } from '@/components/setup/install-screen'
import { StepCard } from '@/components/setup/step-card'
import { openStep, WizardStep } from '@/app/(koppelen)/wizard-step'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('setup'))('step.installeren'),
})

const InstallPage = async () => {
  const setup = await openStep('installeren')
  const t = await getTranslations('setup.install')
  return (
    <WizardStep setup={setup} step="installeren">
      <StepCard title={t('title')} lead={t('lead')}>
        <InstallScreen />
      </StepCard>
    </WizardStep>
  )
}

export default InstallPage
