import { useTranslations } from 'next-intl'
import type { SetupAccountDto } from '@/lib/dto/setup'
import { Icon } from '@/components/ui/icon'

/** Which company profile will be booked in which administration. */
export const InstallSummary = ({ summary }: Pick<SetupAccountDto, 'summary'>) => {
  const t = useTranslations('setup.install')
  return (
    <section aria-labelledby="summary">
      <h2 id="summary" className="text-heading font-semibold">
        {t('summary')}
      </h2>
      <ul className="mt-3 divide-y divide-line rounded-control border border-line bg-sunken/60">
        {summary.map(({ companyProfile, administration }) => (
          <li
            key={`${companyProfile} ${administration}`}
            className="grid items-center gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[1fr_auto_1fr]"
          >
            <span>
              <span className="block text-small text-muted">{t('profile')}</span>
              <span className="font-medium">{companyProfile}</span>
            </span>
            <Icon name="arrow" className="text-accent max-sm:rotate-90" />
            <span>
              <span className="block text-small text-muted">{t('administration')}</span>
              <span className="font-medium">{administration}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
