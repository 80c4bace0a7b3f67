'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { useRef } from 'react'
import type { InvoicesPageDto } from '@/lib/dto/invoices'
import type { InvoiceTabDto } from '@/lib/dto/invoice-tabs'
import { invoicesPageQuery, toInvoiceSearch, type InvoiceFilter } from '@/lib/queries/invoices'
import type { Seed } from '@/lib/queries/seed'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { Pager } from '@/components/ui/pager'
import { TextLink } from '@/components/ui/text-link'
import { NewRowsChip } from '@/components/values/new-rows-chip'
import { QueryProblem } from '@/components/values/query-problem'
import { useSteadyRows } from '@/components/values/use-steady-rows'
import { CombiFilter } from './combi-filter'
import { actionsOf, isSelectable } from './invoice-actions'
import { InvoiceTable } from './invoice-table'
import { InvoiceTabs } from './invoice-tabs'
import { InvoiceToolbar } from './invoice-toolbar'
import { InvoicesEmpty } from './invoices-empty'
import { useInvoiceActions, type ActionMessage } from './use-invoice-actions'
import { useSelection } from './use-selection'

/** The questions come when one is asked. */
const InvoiceDialogs = dynamic(async () => (await import('./invoice-dialogs')).InvoiceDialogs, { ssr: false })

type InvoicesScreenProps = {
  seed: Seed<InvoicesPageDto>
  filter: InvoiceFilter & { state: InvoiceTabDto }
  canWrite: boolean
}

/** The invoices of one tab, and what can be done with them. */
export const InvoicesScreen = ({ seed, filter, canWrite }: InvoicesScreenProps) => {
  const t = useTranslations('invoices')
  const { data, error } = useQuery(invoicesPageQuery(seed, filter))
  const { rows, newCount, leftCount, showLatest } = useSteadyRows(data.items, seed.readAt)
  const selectable = rows.filter(({ row, hasLeft }) => !hasLeft && isSelectable(row)).map(({ row }) => row)
  const selection = useSelection(selectable.map(({ id }) => id))
  const menuButton = useRef<HTMLButtonElement>(null)
  const actions = useInvoiceActions(() => {
    selection.clear()
    showLatest()
  })
  const canChoose = canWrite && actionsOf(filter.state).length > 0
  const toCursor = (cursor: string | null, label: string) =>
    cursor === null ? null : { label, href: `/facturen${toInvoiceSearch({ ...filter, cursor })}` }
  return (
    <>
      <QueryProblem error={error} />
      <InvoiceTabs filter={filter} counts={data.counts} />
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 empty:hidden">
        <CombiFilter filter={filter} combis={data.combis} />
        <NewRowsChip newCount={newCount} leftCount={leftCount} onShow={showLatest} />
      </div>
      <ActionNotice message={actions.message} />
      <Card className="overflow-hidden">
        {rows.length === 0 ? (
          <InvoicesEmpty tab={filter.state} hasCombi={data.combis.length > 0} />
        ) : (
          <>
            {canChoose && (
              <InvoiceToolbar
                tab={filter.state}
                chosenCount={selection.ids.length}
                selectableCount={selectable.length}
                onToggleAll={selection.toggleAll}
                onAction={(action) => {
                  actions.start(
                    action,
                    selectable.filter(({ id }) => selection.has(id)),
                  )
                }}
                menuButton={menuButton}
              />
            )}
            <InvoiceTable
              caption={t('caption', { tab: t(`tab.${filter.state}`) })}
              rows={rows}
              selection={canChoose ? selection : null}
              isMixed={filter.combi === null && data.combis.length > 1}
            />
          </>
        )}
      </Card>
      <Pager
        label={t('pages')}
        previous={toCursor(data.previousCursor, t('newer'))}
        next={toCursor(data.nextCursor, t('older'))}
      />
      {actions.question !== null && (
        <InvoiceDialogs question={actions.question} actions={actions} returnFocusTo={menuButton} />
      )}
    </>
  )
}

const ActionNotice = ({ message }: { message: ActionMessage | null }) => {
  const t = useTranslations('invoices.done')
  if (message === null) return null
  return (
    <div className="mb-4">
      <Notice tone={message.tone} actions={message.offersSync && <TextLink href="/combis">{t('toSync')}</TextLink>}>
        {message.text}
      </Notice>
    </div>
  )
}
