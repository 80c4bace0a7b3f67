import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ReadinessScreen } from '@/components/setup/readiness-screen'
import { StepCard } from '@/components/setup/step-card'
import { openStep, WizardStep } from '@/app/(koppelen)/wizard-step'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('setup'))('step.controle'),
})

const ReadinessPage = async () => {
  const setup = await openStep('controle')
  const t = await getTranslations('setup.readiness')
  return (
    <WizardStep setup={setup} step="controle">
      <StepCard title={t('title')} lead={t('lead')}>
        <ReadinessScreen />
      </StepCard>
    </WizardStep>
  )
}

export default ReadinessPage
