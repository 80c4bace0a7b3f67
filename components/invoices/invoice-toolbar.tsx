'use client'

import { useTranslations } from 'next-intl'
import type { RefObject } from 'react'
import type { InvoiceTabDto } from '@/lib/dto/invoice-tabs'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { actionsOf, type InvoiceAction } from './invoice-actions'

type InvoiceToolbarProps = {
  tab: InvoiceTabDto
  chosenCount: number
  selectableCount: number
  onToggleAll: () => void
  /** All that the filter lets through, where that is more than this page. */
  everything: { count: string; isChosen: boolean; onChoose: () => void } | null
  onAction: (action: InvoiceAction) => void
  menuButton: RefObject<HTMLButtonElement | null>
}

/** Chooses all invoices of the page, and says what to do with the chosen ones. */
export const InvoiceToolbar = (props: InvoiceToolbarProps) => {
  const { tab, chosenCount, selectableCount, onToggleAll, everything, onAction, menuButton } = props
  const t = useTranslations('invoices')
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line py-2 ps-2 pe-3 lg:ps-4">
      <div className="flex min-w-0 flex-wrap items-center gap-1">
        <Checkbox
          label={t('chooseAll', { count: selectableCount })}
          checked={chosenCount > 0 && chosenCount >= selectableCount}
          isPartial={chosenCount > 0 && chosenCount < selectableCount}
          disabled={selectableCount === 0}
          onChange={onToggleAll}
        />
        <span className={chosenCount === 0 ? 'text-muted' : 'font-medium'}>
          {everything?.isChosen === true
            ? t('chosenEverything', { count: everything.count })
            : t('chosen', { count: chosenCount })}
        </span>
        {everything !== null && !everything.isChosen && chosenCount > 0 && chosenCount === selectableCount && (
          <Button look="plain" onClick={everything.onChoose}>
            {t('chooseEverything', { count: everything.count })}
          </Button>
        )}
      </div>
      <Menu
        ref={menuButton}
        label={
          <>
            {t('actions')}
            <Icon name="down" />
          </>
        }
        note={chosenCount === 0 ? t('chooseFirst') : null}
        groups={[
          {
            key: 'actions',
            items: actionsOf(tab).map((action) => ({
              key: action,
              label: t(`action.${action}`),
              isDisabled: chosenCount === 0,
              onSelect: () => {
                onAction(action)
              },
            })),
          },
        ]}
      />
    </div>
  )
}
