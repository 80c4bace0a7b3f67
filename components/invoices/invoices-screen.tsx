'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { useRef } from 'react'
import type { InvoicesPageDto } from '@/lib/dto/invoices'
import type { InvoiceTabDto } from '@/lib/dto/invoice-tabs'
import {
  countFilters,
  invoicesPageQuery,
  invoicesPath,
  selectFiltered,
  type InvoiceFilter,
} from '@/lib/queries/invoices'
import type { Seed } from '@/lib/queries/seed'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { Pager } from '@/components/ui/pager'
import { TextLink } from '@/components/ui/text-link'
import { NewRowsChip } from '@/components/values/new-rows-chip'
import { QueryProblem } from '@/components/values/query-problem'
import { useFormats } from '@/components/values/use-formats'
import { useSteadyRows } from '@/components/values/use-steady-rows'
import { AwaitingOffering } from './awaiting-offering'
import { actionsOf, isSelectable } from './invoice-actions'
import { InvoiceFilterForm } from './invoice-filter-form'
import { InvoiceProgress } from './invoice-progress'
import { InvoiceTable } from './invoice-table'
import { InvoiceTabs } from './invoice-tabs'
import { InvoiceToolbar } from './invoice-toolbar'
import { RefreshButton } from './refresh-button'
import { InvoicesEmpty } from './invoices-empty'
import { useInvoiceActions, type ActionMessage } from './use-invoice-actions'
import { useSelection } from './use-selection'

/** The questions come when one is asked. */
const InvoiceDialogs = dynamic(async () => (await import('./invoice-dialogs')).InvoiceDialogs, { ssr: false })

type InvoicesScreenProps = {
  seed: Seed<InvoicesPageDto>
  filter: InvoiceFilter & { state: InvoiceTabDto }
  canWrite: boolean
  /** Whether the reader decides what goes by itself. */
  canManage: boolean
}

/** The invoices of one tab, and what can be done with them. */
export const InvoicesScreen = ({ seed, filter, canWrite, canManage }: InvoicesScreenProps) => {
  const t = useTranslations('invoices')
  const formats = useFormats()
  const { data, error } = useQuery(invoicesPageQuery(seed, filter))
  const { rows, newCount, leftCount, showLatest } = useSteadyRows(data.items, seed.readAt)
  const selectable = rows.filter(({ row, hasLeft }) => !hasLeft && isSelectable(row)).map(({ row }) => row)
  const selection = useSelection(selectable.map(({ id }) => id))
  const menuButton = useRef<HTMLButtonElement>(null)
  const actions = useInvoiceActions(() => {
    selection.clear()
    showLatest()
  })
  const total = data.counts[filter.state]
  const totalText = data.uncounted.includes(filter.state)
    ? t('countMore', { count: formats.count(total) })
    : formats.count(total)
  const isMore = data.nextCursor !== null || data.previousCursor !== null
  const canChoose = canWrite && actionsOf(filter.state).length > 0
  const toCursor = (cursor: string | null, label: string) =>
    cursor === null ? null : { label, href: invoicesPath({ ...filter, cursor }) }
  return (
    <>
      <QueryProblem error={error} />
      <AwaitingOffering canManage={canManage} onOffered={showLatest} />
      <InvoiceTabs filter={filter} counts={data.counts} uncounted={data.uncounted} />
      <InvoiceFilterForm
        key={invoicesPath({ ...filter, cursor: null })}
        filter={filter}
        combis={data.combis}
        terms={data.terms}
      />
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 empty:hidden">
        {canWrite && data.combis.length > 0 && (
          <RefreshButton
            combiIds={data.combis.map(({ id }) => id).filter((id) => filter.combi === null || filter.combi === id)}
          />
        )}
        <NewRowsChip newCount={newCount} leftCount={leftCount} onShow={showLatest} />
      </div>
      <InvoiceProgress bulkActions={data.bulkActions} booking={data.booking} />
      <ActionNotice message={actions.message} />
      <Card className="overflow-hidden">
        {rows.length === 0 ? (
          <InvoicesEmpty tab={filter.state} hasCombi={data.combis.length > 0} isFiltered={countFilters(filter) > 0} />
        ) : (
          <>
            {canChoose && (
              <InvoiceToolbar
                tab={filter.state}
                chosenCount={selection.isEverything ? total : selection.ids.length}
                selectableCount={selectable.length}
                onToggleAll={selection.toggleAll}
                everything={
                  isMore
                    ? { count: totalText, isChosen: selection.isEverything, onChoose: selection.chooseEverything }
                    : null
                }
                onAction={(action) => {
                  actions.start(action, {
                    selection: selection.isEverything ? selectFiltered(filter) : { ids: selection.ids },
                    count: selection.isEverything ? total : selection.ids.length,
                    isMore: selection.isEverything && data.uncounted.includes(filter.state),
                    vendors: selectable[0]?.combi.vendors,
                  })
                }}
                menuButton={menuButton}
              />
            )}
            <InvoiceTable
              caption={t('caption', { tab: t(`tab.${filter.state}`) })}
              rows={rows}
              filter={filter}
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
