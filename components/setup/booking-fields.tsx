'use client'

import { useTranslations } from 'next-intl'
import { controlProps, Field, Input } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { accountChoices, accountText, lackingAccount, linkedOf } from './default-account'
import { fieldId } from './field-id'
import { QuestionGroup } from './question-group'
import type { AnswersPart } from './answers-part'

/** Where and from when on invoices are booked. */
export const BookingFields = (part: AnswersPart) => {
  const t = useTranslations('setup.questions')
  const { questions, answers, onChange, problemAt } = part
  const linked = linkedOf(questions.administrations, answers)
  const journals = new Map(
    (linked.length > 0 ? linked : questions.administrations).flatMap(({ journals }) =>
      journals.map(({ ref, description }) => [ref, description] as const),
    ),
  )
  const journal = { id: fieldId('salesJournal'), hint: t('journalHint'), problem: problemAt('salesJournal') }
  const from = { id: fieldId('invoicesFrom'), hint: t('fromHint'), problem: problemAt('invoicesFrom') }
  return (
    <QuestionGroup title={t('booking')}>
      <DefaultAccountFields {...part} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...journal} label={t('journal')}>
          <Select
            {...controlProps(journal)}
            value={answers.salesJournal}
            onChange={({ currentTarget: { value } }) => {
              onChange({ salesJournal: value })
            }}
          >
            {!journals.has(answers.salesJournal) && <option value={answers.salesJournal}>{t('choose')}</option>}
            {[...journals].map(([ref, description]) => (
              <option key={ref} value={ref}>
                {`${ref} ${description}`}
              </option>
            ))}
          </Select>
        </Field>
        <Field {...from} label={t('from')}>
          <Input
            {...controlProps(from)}
            type="date"
            min="2000-01-01"
            max="2099-12-31"
            value={answers.invoicesFrom}
            onChange={({ currentTarget: { value } }) => {
              onChange({ invoicesFrom: value })
            }}
          />
        </Field>
      </div>
    </QuestionGroup>
  )
}

/** The revenue account for groups that name none, and another one for an administration in which it does not exist. */
const DefaultAccountFields = ({ questions, answers, onChange, problemAt }: AnswersPart) => {
  const t = useTranslations('setup.questions')
  const linked = linkedOf(questions.administrations, answers)
  const choices = accountChoices(linked.length > 0 ? linked : questions.administrations)
  const overridden = questions.administrations.filter(
    ({ ref }) => problemAt(`defaultRevenueAccounts.${ref}`) !== null && linked.some((each) => each.ref === ref),
  )
  const lacking = new Set([...lackingAccount(answers.defaultRevenueAccount, linked), ...overridden])
  return (
    <>
      <AccountField
        field="defaultRevenueAccount"
        label={t('account')}
        hint={t('accountHint')}
        problem={problemAt('defaultRevenueAccount')}
        choices={choices}
        value={answers.defaultRevenueAccount}
        onChange={(value) => {
          onChange({ defaultRevenueAccount: value })
        }}
      />
      {[...lacking].map(({ ref, name, accounts }) => (
        <AccountField
          key={ref}
          field={`defaultRevenueAccounts.${ref}`}
          label={t('accountIn', { administration: name })}
          hint={t('accountInHint')}
          problem={problemAt(`defaultRevenueAccounts.${ref}`)}
          choices={accounts.map(accountText)}
          value={answers.defaultRevenueAccounts[ref] ?? ''}
          onChange={(value) => {
            onChange({ defaultRevenueAccounts: { ...answers.defaultRevenueAccounts, [ref]: value } })
          }}
        />
      ))}
    </>
  )
}

type AccountFieldProps = {
  field: string
  label: string
  hint: string
  problem: string | null
  choices: readonly string[]
  value: string
  onChange: (value: string) => void
}

/** An account that is typed, or picked from those that the books have. */
const AccountField = ({ field, label, hint, problem, choices, value, onChange }: AccountFieldProps) => {
  const control = { id: fieldId(field), hint, problem }
  return (
    <Field {...control} label={label}>
      <Input
        {...controlProps(control)}
        list={`${control.id}-choices`}
        autoComplete="off"
        className="max-w-md"
        value={value}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.value)
        }}
      />
      <datalist id={`${control.id}-choices`}>
        {choices.map((choice) => (
          <option key={choice} value={choice} />
        ))}
      </datalist>
    </Field>
  )
}
