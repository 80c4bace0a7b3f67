'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'

type NewRowsChipProps = { newCount: number; leftCount?: number; onShow: () => void }

/** Says that the list behind the shown rows changed, and brings the new one when asked. */
export const NewRowsChip = ({ newCount, leftCount = 0, onShow }: NewRowsChipProps) => {
  const t = useTranslations('newRows')
  if (newCount === 0 && leftCount === 0) return null
  const parts = [newCount > 0 && t('new', { count: newCount }), leftCount > 0 && t('left', { count: leftCount })]
  return (
    <Button look="plain" onClick={onShow}>
      <Icon name="sync" />
      {parts.filter((part) => part !== false).join(', ')}
      <span className="underline underline-offset-4">{t('show')}</span>
    </Button>
  )
}
