import { useTranslations } from 'next-intl'
import type { Consequence } from '@/lib/domain/combi-settings'
import { Notice } from '@/components/ui/notice'

/** What a change means for invoices that are there already. Nothing without one. */
export const Consequences = ({ consequences }: { consequences: readonly Consequence[] }) => {
  const t = useTranslations('editing.consequence')
  return (
    <div role="status" className="empty:hidden">
      {consequences.length > 0 && (
        <Notice tone="info">
          <p className="font-medium">{t('title')}</p>
          <ul className="list-disc ps-5">
            {consequences.map((consequence) => (
              <li key={consequence.kind}>
                {t(consequence.kind, { count: 'count' in consequence ? consequence.count : 0 })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  )
}
