'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { setupQuestionsQuery } from '@/lib/queries/setup'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { QuestionsForm } from './questions-form'
import { StepQuery } from './step-query'

/** The questions about what is linked to what. */
export const QuestionsScreen = () => {
  const t = useTranslations('setup.questions')
  const query = useQuery(setupQuestionsQuery())
  return (
    <StepQuery query={query} waiting={t('waiting')}>
      {(questions) =>
        questions.profiles === null ? (
          <Notice
            tone="bad"
            actions={
              <Button aria-disabled={query.isFetching} onClick={() => void query.refetch()}>
                {t('again')}
              </Button>
            }
          >
            <p className="font-medium">{t('noProfiles')}</p>
            <p>{t('noProfilesCure')}</p>
          </Notice>
        ) : (
          <QuestionsForm questions={questions} profiles={questions.profiles} />
        )
      }
    </StepQuery>
  )
}
