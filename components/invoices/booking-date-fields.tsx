import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Field, Input, RadioChoice } from '@/components/ui/field'

export type BookingDateChoice = { isOther: boolean; date: string }

type BookingDateFieldsProps = { choice: BookingDateChoice; onChange: (choice: BookingDateChoice) => void }

/** Under which date invoices are booked: each under its own, or all under one other day. */
export const BookingDateFields = ({ choice, onChange }: BookingDateFieldsProps) => {
  const t = useTranslations('invoices.offer')
  const dateId = useId()
  const choose = (isOther: boolean) => () => {
    onChange({ ...choice, isOther })
  }
  return (
    <>
      <fieldset className="mt-4 grid gap-2 sm:grid-cols-2">
        <legend className="mb-2 font-medium">{t('bookingDate')}</legend>
        <RadioChoice
          name="date"
          label={t('sameDate')}
          hint={t('sameDateHint')}
          checked={!choice.isOther}
          onChange={choose(false)}
        />
        <RadioChoice
          name="date"
          label={t('otherDate')}
          hint={t('otherDateHint')}
          checked={choice.isOther}
          onChange={choose(true)}
        />
      </fieldset>
      {choice.isOther && (
        <div className="mt-3">
          <Field id={dateId} label={t('date')} hint={t('otherDateEffect')}>
            <Input
              id={dateId}
              type="date"
              required
              min="2000-01-01"
              max="2099-12-31"
              aria-describedby={`${dateId}-hint`}
              className="sm:max-w-60"
              value={choice.date}
              onChange={({ currentTarget: { value } }) => {
                onChange({ ...choice, date: value })
              }}
            />
          </Field>
        </div>
      )}
    </>
  )
}
