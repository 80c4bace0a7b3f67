'use client'

import { useTranslations } from 'next-intl'
import { controlProps, Field, Input } from '@/components/ui/field'

/** A key of the person's own, for a portal that may not send people to Simplicate's consent page. */
export const KeyFields = () => {
  const t = useTranslations('setup.source.key')
  const expiry = { id: 'expiresOn', hint: t('expiresOnHint') }
  return (
    <fieldset className="space-y-5 border-t border-line pt-5">
      <legend className="sr-only">{t('title')}</legend>
      <div className="rounded-control bg-sunken px-4 py-3.5">
        <p className="font-medium">{t('howTitle')}</p>
        <ol className="mt-1 list-decimal space-y-0.5 ps-5">
          {(['open', 'make', 'copy'] as const).map((line) => (
            <li key={line}>{t(`how.${line}`)}</li>
          ))}
        </ol>
      </div>
      <Field id="key" label={t('key')}>
        <Input id="key" name="key" required autoComplete="off" spellCheck={false} className="max-w-md" />
      </Field>
      <Field id="secret" label={t('secret')}>
        <Input id="secret" name="secret" type="password" required autoComplete="off" className="max-w-md" />
      </Field>
      <Field {...expiry} label={t('expiresOn')}>
        <Input
          {...controlProps(expiry)}
          name="expiresOn"
          type="date"
          min="2020-01-01"
          max="2099-12-31"
          className="max-w-md"
        />
      </Field>
    </fieldset>
  )
}
