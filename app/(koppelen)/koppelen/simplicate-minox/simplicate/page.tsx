import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SetupProblem } from '@/components/setup/setup-problem'
import { SourceConnected } from '@/components/setup/source-connected'
import { SourceForm } from '@/components/setup/source-form'
import { StepCard } from '@/components/setup/step-card'
import { problemIn, type ProblemSearch } from '@/app/(koppelen)/problem-in'
import { openStep, WizardStep } from '@/app/(koppelen)/wizard-step'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('setup'))('step.simplicate'),
})

type SourcePageProps = { searchParams: Promise<ProblemSearch & { ander?: string }> }

const SourcePage = async ({ searchParams }: SourcePageProps) => {
  const setup = await openStep('simplicate')
  const t = await getTranslations('setup.source')
  const search = await searchParams
  const problem = problemIn(search)
  const isAsking = setup.source === null || problem !== null || search.ander !== undefined
  return (
    <WizardStep setup={setup} step="simplicate">
      {isAsking || setup.source === null ? (
        <StepCard title={t('title')} lead={t(setup.canSignInAtSource ? 'lead' : 'leadKey')}>
          {problem !== null && <SetupProblem step="simplicate" {...problem} />}
          <SourceForm canSignIn={setup.canSignInAtSource} />
        </StepCard>
      ) : (
        <SourceConnected source={setup.source} />
      )}
    </WizardStep>
  )
}

export default SourcePage
