'use client'

import { useTranslations } from 'next-intl'
import type { RefObject } from 'react'
import type { InvoiceTabDto } from '@/lib/dto/invoices'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Icon } from '@/components/ui/icon'
import { Menu, MenuItem, MenuLabel } from '@/components/ui/menu'
import { actionsOf, type InvoiceAction } from './invoice-actions'

type InvoiceToolbarProps = {
  tab: InvoiceTabDto
  chosenCount: number
  selectableCount: number
  onToggleAll: () => void
  onAction: (action: InvoiceAction) => void
  menuButton: RefObject<HTMLButtonElement | null>
}

/** Chooses all invoices of the page, and says what to do with the chosen ones. */
export const InvoiceToolbar = (props: InvoiceToolbarProps) => {
  const { tab, chosenCount, selectableCount, onToggleAll, onAction, menuButton } = props
  const t = useTranslations('invoices')
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line py-2 ps-2 pe-3 lg:ps-4">
      <div className="flex items-center gap-1">
        <Checkbox
          label={t('chooseAll', { count: selectableCount })}
          checked={chosenCount > 0 && chosenCount === selectableCount}
          isPartial={chosenCount > 0 && chosenCount < selectableCount}
          disabled={selectableCount === 0}
          onChange={onToggleAll}
        />
        <span className={chosenCount === 0 ? 'text-muted' : 'font-medium'}>{t('chosen', { count: chosenCount })}</span>
      </div>
      <Menu
        trigger={
          <Button ref={menuButton}>
            {t('actions')}
            <Icon name="down" />
          </Button>
        }
      >
        {chosenCount === 0 && <MenuLabel>{t('chooseFirst')}</MenuLabel>}
        {actionsOf(tab).map((action) => (
          <MenuItem
            key={action}
            isDisabled={chosenCount === 0}
            onSelect={() => {
              onAction(action)
            }}
          >
            {t(`action.${action}`)}
          </MenuItem>
        ))}
      </Menu>
    </div>
  )
}
