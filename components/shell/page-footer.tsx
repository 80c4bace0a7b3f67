import { useTranslations } from 'next-intl'
import { LanguageForm } from './language-form'

export const PageFooter = () => (
  <footer className="mx-auto flex w-full max-w-[88rem] flex-wrap items-center justify-between gap-3 px-4 py-6 text-small text-muted sm:px-6">
    <p>{useTranslations('app')('footer')}</p>
    <LanguageForm />
  </footer>
)
