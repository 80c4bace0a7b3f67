import { useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import { LanguageForm } from './language-form'

type PageFooterProps = { /** As wide as the page above it. */ width?: 'portal' | 'front' }

export const PageFooter = ({ width = 'portal' }: PageFooterProps) => (
  <footer
    className={classNames(
      'mx-auto flex w-full flex-wrap items-center justify-between gap-3 px-4 py-6 text-small text-muted sm:px-6',
      width === 'portal' ? 'max-w-[88rem]' : 'max-w-5xl',
    )}
  >
    <p>{useTranslations('app')('footer')}</p>
    <LanguageForm />
  </footer>
)
