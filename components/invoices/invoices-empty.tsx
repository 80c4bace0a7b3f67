import { useTranslations } from 'next-intl'
import type { InvoiceTabDto } from '@/lib/dto/invoice-tabs'
import { EmptyState } from '@/components/ui/empty-state'
import type { IconName } from '@/components/ui/icon'
import { TextLink } from '@/components/ui/text-link'

const icons: Record<InvoiceTabDto, IconName> = {
  pending: 'check',
  offered: 'clock',
  booked: 'circle',
  failed: 'check',
  action: 'check',
  ignored: 'slash',
}

type InvoicesEmptyProps = { tab: InvoiceTabDto; hasCombi: boolean; isFiltered: boolean }

/** Why a tab is empty, and what to do next. */
export const InvoicesEmpty = ({ tab, hasCombi, isFiltered }: InvoicesEmptyProps) => {
  const t = useTranslations('invoices.empty')
  if (isFiltered)
    return (
      <EmptyState icon="circle" title={t('filteredTitle')}>
        <p>{t('filtered')}</p>
      </EmptyState>
    )
  return (
    <EmptyState icon={icons[tab]} title={t(`title.${tab}`)}>
      <p>{hasCombi ? t(`text.${tab}`) : t('noCombi')}</p>
      <p className="mt-2">
        <TextLink href="/combis">{t('toCombis')}</TextLink>
      </p>
    </EmptyState>
  )
}
