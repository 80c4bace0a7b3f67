import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import { cardClass } from '@/components/ui/card'

const flows = ['invoices', 'debtors', 'payments'] as const

/** What goes which way between the two systems. */
export const FlowPicture = () => {
  const t = useTranslations('front.flow')
  return (
    <section aria-labelledby="flow" className={`${cardClass} mt-14 p-5 sm:p-7`}>
      <h2 id="flow" className="sr-only">
        {t('title')}
      </h2>
      <ul className="space-y-4">
        {flows.map((flow) => (
          <li key={flow} className="grid items-center gap-x-4 gap-y-1 sm:grid-cols-[10rem_auto_10rem_1fr]">
            <span className="font-semibold">{t(`${flow}.from`)}</span>
            <Icon name="arrow" className="text-accent max-sm:rotate-90" />
            <span className="font-semibold">{t(`${flow}.to`)}</span>
            <span className="text-muted">{t(`${flow}.text`)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
