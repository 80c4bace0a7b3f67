import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BooksConnected } from '@/components/setup/books-connected'
import { BooksForm } from '@/components/setup/books-form'
import { SetupProblem } from '@/components/setup/setup-problem'
import { StepCard } from '@/components/setup/step-card'
import { Notice } from '@/components/ui/notice'
import { problemIn, type ProblemSearch } from '@/app/(koppelen)/problem-in'
import { openStep, WizardStep } from '@/app/(koppelen)/wizard-step'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('setup'))('step.minox'),
})

type BooksPageProps = { searchParams: Promise<ProblemSearch & { ander?: string }> }

const BooksPage = async ({ searchParams }: BooksPageProps) => {
  const setup = await openStep('minox')
  const t = await getTranslations('setup.books')
  const search = await searchParams
  const problem = problemIn(search)
  const isAsking = problem !== null || search.ander !== undefined
  return (
    <WizardStep setup={setup} step="minox">
      {isAsking || setup.books === null ? (
        <StepCard title={t('title')} lead={t('lead')}>
          {problem !== null && <SetupProblem step="minox" {...problem} />}
          <Notice tone="warn">
            <p className="font-medium">{t('mainUser')}</p>
            <p>{t('withoutMainUser')}</p>
          </Notice>
          {setup.canSignInAtBooks ? <BooksForm /> : <Notice tone="bad">{t('notConfigured')}</Notice>}
        </StepCard>
      ) : (
        <BooksConnected books={setup.books} />
      )}
    </WizardStep>
  )
}

export default BooksPage
