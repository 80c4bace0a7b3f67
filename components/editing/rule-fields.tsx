'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { CombiSettingsDto } from '@/lib/dto/editing'
import { fieldId } from '@/components/setup/field-id'
import { QuestionGroup } from '@/components/setup/question-group'
import { Button } from '@/components/ui/button'
import { controlProps, Field, Input } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'

/** A rule as it is typed: an amount may be half-way. */
export type TypedRule = { companyProfileRefs: string[]; debtorRefs: string[]; upTo: string }

type RuleFieldsProps = {
  rule: TypedRule
  profiles: readonly { ref: string; name: string }[]
  debtors: CombiSettingsDto['debtors']
  onChange: (change: Partial<TypedRule>) => void
  problemAt: (field: string) => string | null
}

/** Which invoices go by themselves: all, or those that meet each of these. */
export const RuleFields = ({ rule, profiles, debtors, onChange, problemAt }: RuleFieldsProps) => {
  const t = useTranslations('editing.rule')
  const upTo = { id: fieldId('upToCents'), hint: t('upToHint'), problem: problemAt('upToCents') }
  const toggle = (ref: string) =>
    rule.companyProfileRefs.includes(ref)
      ? rule.companyProfileRefs.filter((one) => one !== ref)
      : [...rule.companyProfileRefs, ref]
  return (
    <QuestionGroup title={t('title')}>
      <p className="text-muted">{t('lead')}</p>
      {profiles.length > 1 && (
        <fieldset>
          <legend className="mb-1.5 font-medium">{t('profiles')}</legend>
          {profiles.map(({ ref, name }) => (
            <label key={ref} className="flex min-h-9 items-center gap-2">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={rule.companyProfileRefs.includes(ref)}
                onChange={() => {
                  onChange({ companyProfileRefs: toggle(ref) })
                }}
              />
              <span className="min-w-0">{name}</span>
            </label>
          ))}
          <p className="text-small text-muted">{t('profilesHint')}</p>
        </fieldset>
      )}
      <Field {...upTo} label={t('upTo')}>
        <Input
          {...controlProps(upTo)}
          inputMode="decimal"
          autoComplete="off"
          className="max-w-40"
          value={rule.upTo}
          onChange={({ currentTarget: { value } }) => {
            onChange({ upTo: value })
          }}
        />
      </Field>
      <DebtorPicker
        chosen={rule.debtorRefs}
        debtors={debtors}
        onChange={(debtorRefs) => {
          onChange({ debtorRefs })
        }}
      />
    </QuestionGroup>
  )
}

type DebtorPickerProps = {
  chosen: readonly string[]
  debtors: CombiSettingsDto['debtors']
  onChange: (chosen: string[]) => void
}

const DebtorPicker = ({ chosen, debtors, onChange }: DebtorPickerProps) => {
  const t = useTranslations('editing.rule')
  const [typed, setTyped] = useState('')
  const match = debtors.find(({ name, ref }) => name === typed.trim() && !chosen.includes(ref))
  const field = { id: fieldId('debtorRefs'), hint: debtors.length === 0 ? t('noDebtors') : t('debtorsHint') }
  const add = () => {
    if (match === undefined) return
    onChange([...chosen, match.ref])
    setTyped('')
  }
  const nameOf = (ref: string) => debtors.find((debtor) => debtor.ref === ref)?.name ?? ref
  return (
    <div>
      <Field {...field} label={t('debtors')}>
        <div className="flex max-w-md gap-2">
          <Input
            {...controlProps(field)}
            list={`${field.id}-names`}
            autoComplete="off"
            value={typed}
            onChange={({ currentTarget: { value } }) => {
              setTyped(value)
            }}
            onKeyDown={(event) => {
              // Enter adds a name instead of saving a form that is half filled in.
              if (event.key !== 'Enter' || typed === '') return
              event.preventDefault()
              add()
            }}
          />
          <Button onClick={add} aria-disabled={match === undefined}>
            {t('add')}
          </Button>
        </div>
        <datalist id={`${field.id}-names`}>
          {debtors
            .filter(({ ref }) => !chosen.includes(ref))
            .map(({ ref, name }) => (
              <option key={ref} value={name} />
            ))}
        </datalist>
      </Field>
      {chosen.length > 0 && (
        <ul aria-label={t('chosen')} className="mt-2 flex flex-wrap gap-2">
          {chosen.map((ref) => (
            <li key={ref} className="flex items-center rounded-control border border-line ps-3">
              <span className="min-w-0 break-words">{nameOf(ref)}</span>
              <Button
                look="plain"
                aria-label={t('remove', { name: nameOf(ref) })}
                onClick={() => {
                  onChange(chosen.filter((one) => one !== ref))
                }}
              >
                <Icon name="cross" />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
