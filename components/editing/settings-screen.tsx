'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState, type SyntheticEvent } from 'react'
import type { CombiSettingsDto } from '@/lib/dto/editing'
import type { FieldProblemDto } from '@/lib/dto/setup'
import { consequencesOf } from '@/lib/domain/combi-settings'
import { ApiError } from '@/lib/queries/api'
import { saveSettingsMutation, settingsQuery } from '@/lib/queries/editing'
import { AdministrationFields } from '@/components/setup/administration-fields'
import type { AnswersPart } from '@/components/setup/answers-part'
import { BookingFields } from '@/components/setup/booking-fields'
import { ChoiceFields } from '@/components/setup/choice-fields'
import { focusFirstProblem } from '@/components/setup/field-id'
import { FormProblem } from '@/components/setup/form-problem'
import { StepQuery } from '@/components/setup/step-query'
import { StepSubmit } from '@/components/setup/step-submit'
import { useFieldWords } from '@/components/setup/use-field-words'
import { useAnnounce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { Consequences } from './consequences'
import { OptionFields } from './option-fields'
import { RuleFields } from './rule-fields'
import { fromTyped, toTyped, type TypedOptions } from './typed-options'

type SettingsScreenProps = { combiId: string; canManage: boolean }

/** The questions of the wizard as they stand now, to be changed. */
export const SettingsScreen = ({ combiId, canManage }: SettingsScreenProps) => {
  const t = useTranslations('editing.settings')
  const query = useQuery(settingsQuery(combiId))
  const [isSaved, setIsSaved] = useState(false)
  return (
    <Card className="max-w-5xl p-5 sm:p-6">
      <StepQuery query={query} waiting={t('waiting')}>
        {(settings) =>
          settings.questions.profiles === null ? (
            <Notice tone="bad" actions={<Button onClick={() => void query.refetch()}>{t('again')}</Button>}>
              <p className="font-medium">{t('noProfiles')}</p>
              <p>{t('noProfilesCure')}</p>
            </Notice>
          ) : (
            <SettingsForm
              key={settings.version}
              {...{ combiId, canManage, settings, isSaved }}
              profiles={settings.questions.profiles}
              onSaved={() => {
                setIsSaved(true)
                void query.refetch()
              }}
              onReload={() => {
                setIsSaved(false)
                void query.refetch()
              }}
            />
          )
        }
      </StepQuery>
    </Card>
  )
}

type SettingsFormProps = SettingsScreenProps & {
  settings: CombiSettingsDto
  profiles: NonNullable<CombiSettingsDto['questions']['profiles']>
  isSaved: boolean
  onSaved: () => void
  onReload: () => void
}

const SettingsForm = ({ combiId, canManage, settings, profiles, isSaved, onSaved, onReload }: SettingsFormProps) => {
  const t = useTranslations('editing.settings')
  const announce = useAnnounce()
  const { version, questions, standing } = settings
  const [answers, setAnswers] = useState(questions.answers)
  const [options, setOptions] = useState<TypedOptions>(() => toTyped(settings.options))
  const [problems, setProblems] = useState<readonly FieldProblemDto[]>([])
  const { mutate, isPending, error } = useMutation(saveSettingsMutation(combiId))
  const problemAt = useFieldWords(problems)
  const part: AnswersPart = {
    ...{ questions, answers, problemAt },
    onChange: (change) => {
      setAnswers((before) => ({ ...before, ...change }))
    },
  }
  const given = { answers, options: fromTyped(options) }
  const consequences = consequencesOf({ answers: questions.answers, options: settings.options }, given, standing)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (isPending || !canManage) return
    mutate(
      { version, ...given },
      {
        onSuccess: ({ problems: found }) => {
          setProblems(found)
          if (found.length === 0) {
            announce(t('saved'))
            onSaved()
            return
          }
          announce(t('problems', { count: found.length }))
          // After the next drawing: a field may only be there because something is wrong with it.
          requestAnimationFrame(() => {
            focusFirstProblem(found)
          })
        },
      },
    )
  }
  const isChangedElsewhere = error instanceof ApiError && error.code === 'settings-changed'
  return (
    // The portal says what is wrong, in the reader's language; the browser would in its own.
    <form noValidate onSubmit={submit}>
      <fieldset disabled={!canManage} className="space-y-8">
        <AdministrationFields {...part} profiles={profiles} />
        <BookingFields {...part} />
        <ChoiceFields {...part}>
          {answers.offering === 'automatic' && (
            <RuleFields
              {...{ problemAt, debtors: settings.debtors, rule: options.rule }}
              profiles={profiles.filter(({ ref }) => answers.administrations[ref] != null)}
              onChange={(change) => {
                setOptions((before) => ({ ...before, rule: { ...before.rule, ...change } }))
              }}
            />
          )}
        </ChoiceFields>
        <OptionFields
          {...{ options, problemAt }}
          example={settings.example}
          onChange={(change) => {
            setOptions((before) => ({ ...before, ...change }))
          }}
        />
        <Consequences consequences={consequences} />
        <FormProblem error={error} actions={isChangedElsewhere && <Button onClick={onReload}>{t('reload')}</Button>} />
        {canManage && (
          <StepSubmit
            label={t('save')}
            isBusy={isPending}
            busy={t('saving')}
            idle={isSaved && consequences.length === 0 ? t('saved') : ''}
          />
        )}
      </fieldset>
    </form>
  )
}
