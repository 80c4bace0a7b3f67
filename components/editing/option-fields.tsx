'use client'

import { useTranslations } from 'next-intl'
import type { CombiSettingsDto } from '@/lib/dto/editing'
import { describeEntry, descriptionWords } from '@/lib/domain/entry-description'
import { Choices } from '@/components/setup/choice-fields'
import { fieldId } from '@/components/setup/field-id'
import { QuestionGroup } from '@/components/setup/question-group'
import { controlProps, Field, Input } from '@/components/ui/field'
import type { TypedOptions } from './typed-options'

type OptionFieldsProps = {
  options: TypedOptions
  example: CombiSettingsDto['example']
  onChange: (change: Partial<TypedOptions>) => void
  problemAt: (field: string) => string | null
}

const payments = ['whole', 'parts'] as const
const files = ['withoutPdf', 'withPdf'] as const

/** What a combi can be told beyond the questions of the wizard. */
export const OptionFields = ({ options, example, onChange, problemAt }: OptionFieldsProps) => {
  const t = useTranslations('editing.options')
  const words = descriptionWords.map((word) => `{${word}}`).join(' ')
  const template = {
    id: fieldId('descriptionTemplate'),
    hint: t('templateHint', { words }),
    problem: problemAt('descriptionTemplate'),
  }
  const offset = { id: fieldId('numberOffset'), hint: t('offsetHint'), problem: problemAt('numberOffset') }
  return (
    <>
      <QuestionGroup title={t('payments')}>
        <Choices
          name="partialPayments"
          values={payments}
          chosen={options.partialPayments ? 'parts' : 'whole'}
          words={(value) => [t(`${value}.label`), t(`${value}.hint`)]}
          onChoose={(value) => {
            onChange({ partialPayments: value === 'parts' })
          }}
        />
      </QuestionGroup>
      <QuestionGroup title={t('entry')}>
        <Field {...template} label={t('template')}>
          <Input
            {...controlProps(template)}
            autoComplete="off"
            className="max-w-md"
            value={options.descriptionTemplate}
            onChange={({ currentTarget: { value } }) => {
              onChange({ descriptionTemplate: value })
            }}
          />
        </Field>
        {example === null ? (
          <p className="text-muted">{t('noExample')}</p>
        ) : (
          <p>
            <span className="text-muted">{t('example')}: </span>
            <output htmlFor={template.id} className="font-medium break-words">
              {describeEntry(options.descriptionTemplate, example)}
            </output>
          </p>
        )}
        <Field {...offset} label={t('offset')}>
          <Input
            {...controlProps(offset)}
            inputMode="numeric"
            autoComplete="off"
            className="max-w-40"
            value={options.numberOffset}
            onChange={({ currentTarget: { value } }) => {
              onChange({ numberOffset: value })
            }}
          />
        </Field>
      </QuestionGroup>
      <QuestionGroup title={t('pdf')}>
        <Choices
          name="attachesPdf"
          values={files}
          chosen={options.attachesPdf ? 'withPdf' : 'withoutPdf'}
          words={(value) => [t(`${value}.label`), t(`${value}.hint`)]}
          onChoose={(value) => {
            onChange({ attachesPdf: value === 'withPdf' })
          }}
        />
      </QuestionGroup>
    </>
  )
}
