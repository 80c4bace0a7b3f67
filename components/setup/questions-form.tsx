'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState, type SyntheticEvent } from 'react'
import type { FieldProblemDto, SetupQuestionsDto } from '@/lib/dto/setup'
import { saveAnswersMutation } from '@/lib/queries/setup'
import { useAnnounce } from '@/components/ui/announcer'
import { AdministrationFields } from './administration-fields'
import type { AnswersPart } from './answers-part'
import { BookingFields } from './booking-fields'
import { ChoiceFields } from './choice-fields'
import { focusFirstProblem } from './field-id'
import { FormProblem } from './form-problem'
import { goTo } from './go-to'
import { setupPath } from './setup-path'
import { StepSubmit } from './step-submit'
import { useFieldWords } from './use-field-words'

type QuestionsFormProps = {
  questions: SetupQuestionsDto
  profiles: NonNullable<SetupQuestionsDto['profiles']>
}

/** All questions in one form. What is wrong stands at its field, and nothing that was typed is lost by it. */
export const QuestionsForm = ({ questions, profiles }: QuestionsFormProps) => {
  const t = useTranslations('setup.questions')
  const announce = useAnnounce()
  const [answers, setAnswers] = useState(questions.answers)
  const [problems, setProblems] = useState<readonly FieldProblemDto[]>([])
  const { mutate, isPending, isSuccess, error } = useMutation(saveAnswersMutation())
  const isBusy = isPending || (isSuccess && problems.length === 0)
  const part: AnswersPart = {
    questions,
    answers,
    onChange: (change) => {
      setAnswers((before) => ({ ...before, ...change }))
    },
    problemAt: useFieldWords(problems),
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (isBusy) return
    mutate(answers, {
      onSuccess: ({ problems: found }) => {
        setProblems(found)
        if (found.length === 0) {
          goTo(setupPath('koppelen'))
          return
        }
        announce(t('problems', { count: found.length }))
        // After the next drawing: a field may only be there because something is wrong with it.
        requestAnimationFrame(() => {
          focusFirstProblem(found)
        })
      },
    })
  }
  return (
    // The portal says what is wrong, in the reader's language; the browser would in its own.
    <form noValidate onSubmit={submit} className="space-y-8">
      <AdministrationFields {...part} profiles={profiles} />
      <BookingFields {...part} />
      <ChoiceFields {...part} />
      <FormProblem error={error} />
      <StepSubmit label={t('next')} isBusy={isBusy} busy={t('saving')} />
    </form>
  )
}
