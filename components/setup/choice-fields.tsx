'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SetupAnswersDto } from '@/lib/dto/setup'
import { RadioChoice } from '@/components/ui/field'
import { QuestionGroup } from './question-group'
import type { AnswersPart } from './answers-part'

/** The answers with their advised one first; the words are in the message files. */
const offerings = ['manual', 'automatic'] as const satisfies SetupAnswersDto['offering'][]
const bookingStyles = [
  'vat-on-line',
  'vat-from-ledger',
  'vat-as-own-line',
] as const satisfies SetupAnswersDto['bookingStyle'][]
const vatModes = ['ledger-default', 'explicit'] as const satisfies SetupAnswersDto['vatMode'][]

/** How invoices go over: choices with one advised answer each. `children`: what else is asked about offering. */
export const ChoiceFields = ({ answers, onChange, children }: AnswersPart & { children?: ReactNode }) => {
  const t = useTranslations('setup.questions')
  return (
    <>
      <QuestionGroup title={t('offering.title')}>
        <Choices
          name="offering"
          values={offerings}
          chosen={answers.offering}
          words={(value) => [t(`offering.${value}.label`), t(`offering.${value}.hint`)]}
          onChoose={(offering) => {
            onChange({ offering })
          }}
        />
      </QuestionGroup>
      {children}
      <QuestionGroup title={t('bookingStyle.title')}>
        <Choices
          name="bookingStyle"
          values={bookingStyles}
          chosen={answers.bookingStyle}
          words={(value) => [t(`bookingStyle.${value}.label`), t(`bookingStyle.${value}.hint`)]}
          onChoose={(bookingStyle) => {
            onChange({ bookingStyle })
          }}
        />
      </QuestionGroup>
      <QuestionGroup title={t('vatMode.title')}>
        <Choices
          name="vatMode"
          values={vatModes}
          chosen={answers.vatMode}
          words={(value) => [t(`vatMode.${value}.label`), t(`vatMode.${value}.hint`)]}
          onChoose={(vatMode) => {
            onChange({ vatMode })
          }}
        />
      </QuestionGroup>
    </>
  )
}

type ChoicesProps<Value extends string> = {
  name: string
  /** The advised one first. */
  values: readonly Value[]
  chosen: Value
  words: (value: Value) => [label: string, hint: string]
  onChoose: (value: Value) => void
}

/** One of a few answers, the advised one first. */
export const Choices = <Value extends string>({ name, values, chosen, words, onChoose }: ChoicesProps<Value>) => {
  const t = useTranslations('setup.questions')
  return (
    <div className="space-y-2">
      {values.map((value, index) => {
        const [label, hint] = words(value)
        return (
          <RadioChoice
            key={value}
            name={name}
            label={label}
            hint={hint}
            {...(index === 0 && { mark: t('advised') })}
            checked={value === chosen}
            onChange={() => {
              onChoose(value)
            }}
          />
        )
      })}
    </div>
  )
}
