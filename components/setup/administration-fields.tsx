'use client'

import { useTranslations } from 'next-intl'
import type { SetupQuestionsDto } from '@/lib/dto/setup'
import { controlProps, Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Select } from '@/components/ui/select'
import { fieldId } from './field-id'
import { QuestionGroup } from './question-group'
import type { AnswersPart } from './answers-part'

type Profile = NonNullable<SetupQuestionsDto['profiles']>[number]

type AdministrationFieldsProps = AnswersPart & { profiles: readonly Profile[] }

/** For each company profile the administration that its invoices are booked in. */
export const AdministrationFields = ({ profiles, ...part }: AdministrationFieldsProps) => {
  const t = useTranslations('setup.questions.administrations')
  const general = part.problemAt('administrations')
  return (
    <QuestionGroup title={t('title')} lead={t('lead')}>
      {general !== null && (
        <p id={fieldId('administrations')} tabIndex={-1} className="flex items-start gap-1.5 font-medium text-bad">
          <Icon name="triangle" className="mt-1" />
          {general}
        </p>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        {profiles.map((profile) => (
          <AdministrationField key={profile.ref} profile={profile} {...part} />
        ))}
      </div>
    </QuestionGroup>
  )
}

type AdministrationFieldProps = AnswersPart & { profile: Profile }

const AdministrationField = ({ profile, questions, answers, onChange, problemAt }: AdministrationFieldProps) => {
  const t = useTranslations('setup.questions.administrations')
  const field = `administrations.${profile.ref}`
  const hint = profile.heldBy !== null ? t('heldBy', profile.heldBy) : profile.isBlocked ? t('blocked') : undefined
  const control = { id: fieldId(field), problem: problemAt(field), ...(hint !== undefined && { hint }) }
  return (
    <Field {...control} label={profile.name}>
      <Select
        {...controlProps(control)}
        value={answers.administrations[profile.ref] ?? ''}
        onChange={({ currentTarget: { value } }) => {
          onChange({ administrations: { ...answers.administrations, [profile.ref]: value === '' ? null : value } })
        }}
      >
        <option value="">{t('none')}</option>
        {questions.administrations.map(({ ref, name, heldBy }) => (
          <option key={ref} value={ref}>
            {heldBy === null ? name : t('held', { name, combi: heldBy.combi })}
          </option>
        ))}
      </Select>
    </Field>
  )
}
