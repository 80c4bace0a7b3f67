'use client'

import { useLocale, useTranslations } from 'next-intl'
import { usePathname, useSearchParams } from 'next/navigation'
import { locales } from '@/lib/i18n/locales'
import { textLinkClass } from '@/components/ui/text-link'

/** Changes the language of the page; a plain form, so that it works before any script does. */
export const LanguageForm = () => {
  const t = useTranslations('language')
  const current = useLocale()
  const search = useSearchParams().toString()
  const path = usePathname()
  return (
    <form action="/api/preferences" method="post">
      <input type="hidden" name="next" value={search === '' ? path : `${path}?${search}`} />
      {locales
        .filter((locale) => locale !== current)
        .map((locale) => (
          <button key={locale} name="locale" value={locale} lang={locale} className={textLinkClass}>
            {t(locale)}
          </button>
        ))}
    </form>
  )
}
