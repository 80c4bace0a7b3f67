import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { QuestionsScreen } from '@/components/setup/questions-screen'
import { StepCard } from '@/components/setup/step-card'
import { openStep, WizardStep } from '@/app/(koppelen)/wizard-step'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('setup'))('step.vragen'),
})

const QuestionsPage = async () => {
  const setup = await openStep('vragen')
  const t = await getTranslations('setup.questions')
  return (
    <WizardStep setup={setup} step="vragen">
      <StepCard title={t('title')} lead={t('lead')}>
        <QuestionsScreen />
      </StepCard>
    </WizardStep>
  )
}

export default QuestionsPage
