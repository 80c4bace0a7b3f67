import { useTranslations } from 'next-intl'
import { buttonClass } from '@/components/ui/button'

/** For those who come by keyboard: past the header to what the page is about. */
export const SkipLink = () => (
  <a
    href="#main"
    className={`${buttonClass('primary')} sr-only focus:not-sr-only focus:absolute focus:start-3 focus:top-2 focus:z-50`}
  >
    {useTranslations('app')('skip')}
  </a>
)
