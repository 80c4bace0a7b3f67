'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState, type SyntheticEvent } from 'react'
import type { AccountDto } from '@/lib/dto/account'
import { saveProfileMutation } from '@/lib/queries/account'
import { useAnnounce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { useProblemWords } from '@/components/values/use-problem-words'
import { AccountSection } from './account-section'
import { DoneNote } from './done-note'
import { FormProblem } from './form-problem'

const languages = ['nl', 'en'] as const

/** Name and language of the mails. */
export const ProfileSection = ({ account }: { account: AccountDto }) => {
  const t = useTranslations('security.profile')
  const saved = useTranslations('security')('saved')
  const announce = useAnnounce()
  const problemWords = useProblemWords()
  const [name, setName] = useState(account.name ?? '')
  const [locale, setLocale] = useState(account.locale)
  const { mutate, isPending, isSuccess, error, reset } = useMutation(saveProfileMutation(useQueryClient()))
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (isPending) return
    const said = name.trim()
    mutate(
      { name: said === '' ? null : said, locale },
      {
        onSuccess: () => {
          announce(saved)
        },
      },
    )
  }
  return (
    <AccountSection title={t('title')} lead={t('lead')}>
      <form onSubmit={submit} className="space-y-4">
        <FormProblem problem={error === null ? null : problemWords(error)} />
        <Field id="name" label={t('name')}>
          <Input
            id="name"
            autoComplete="name"
            maxLength={100}
            value={name}
            onChange={({ currentTarget: { value } }) => {
              setName(value)
              reset()
            }}
          />
        </Field>
        <Field id="mail-language" label={t('locale')}>
          <Select
            id="mail-language"
            value={locale}
            onChange={({ currentTarget: { value } }) => {
              setLocale(value === 'en' ? 'en' : 'nl')
              reset()
            }}
          >
            {languages.map((language) => (
              <option key={language} value={language}>
                {t(language)}
              </option>
            ))}
          </Select>
        </Field>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" aria-disabled={isPending}>
            {t('submit')}
          </Button>
          <DoneNote sentence={isSuccess ? saved : null} />
        </div>
      </form>
    </AccountSection>
  )
}
