import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { MappingScreen } from '@/components/setup/mapping-screen'
import { StepCard } from '@/components/setup/step-card'
import { openStep, WizardStep } from '@/app/(koppelen)/wizard-step'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('setup'))('step.koppelen'),
})

const MappingPage = async () => {
  const setup = await openStep('koppelen')
  const t = await getTranslations('setup.mapping')
  return (
    <WizardStep setup={setup} step="koppelen">
      <StepCard title={t('title')} lead={t('lead')}>
        <MappingScreen />
      </StepCard>
    </WizardStep>
  )
}

export default MappingPage
