'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { useRef } from 'react'
import type { InvoiceDetailDto } from '@/lib/dto/invoice-detail'
import { invoiceDetailQuery } from '@/lib/queries/invoice-detail'
import type { Seed } from '@/lib/queries/seed'
import { ReasonText } from '@/components/reasons/reason-text'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { QueryProblem } from '@/components/values/query-problem'
import { useVendorName } from '@/components/values/use-vendor-name'
import { actionsOfOne } from './invoice-actions'
import { InvoiceEvents } from './invoice-events'
import { InvoiceFacts } from './invoice-facts'
import { InvoiceFile } from './invoice-file'
import { InvoiceLines } from './invoice-lines'
import { InvoicePayments } from './invoice-payments'
import { InvoicePostings } from './invoice-postings'
import { mismatchOf } from './mismatch'
import { UndoButton } from './undo-button'
import { useInvoiceActions } from './use-invoice-actions'

// What few invoices need is there with their page only.
const ClosedPeriodCure = dynamic(async () => (await import('./closed-period-cure')).ClosedPeriodCure)
const CorrectionCard = dynamic(async () => (await import('./correction-card')).CorrectionCard)
const NumberCure = dynamic(async () => (await import('./number-cure')).NumberCure)
/** The questions come when one is asked. */
const InvoiceDialogs = dynamic(async () => (await import('./invoice-dialogs')).InvoiceDialogs, { ssr: false })

/** Reasons that another number in the books takes away. */
const numberCauses = ['number-collision', 'number-exists-in-books', 'number-not-usable']

/** What takes away the one thing that stands in the way of this invoice, where that can be done here; else null. */
const cureOf = ({ invoice, chosenNumber }: InvoiceDetailDto): 'period' | 'number' | null => {
  if (invoice.state !== 'action' || invoice.bookedAt !== null) return null
  if (invoice.reason?.code === 'period-closed') return 'period'
  return numberCauses.includes(invoice.reason?.code ?? '') || chosenNumber !== null ? 'number' : null
}

const InvoiceCure = ({ detail }: { detail: InvoiceDetailDto }) => {
  const nameOf = useVendorName()
  const { invoice, chosenNumber } = detail
  const books = nameOf(invoice.combi.vendors.books)
  switch (cureOf(detail)) {
    case 'period':
      return <ClosedPeriodCure invoiceId={invoice.id} books={books} />
    case 'number':
      return <NumberCure invoiceId={invoice.id} combiId={invoice.combi.id} chosen={chosenNumber} books={books} />
    case null:
      return null
  }
}

type InvoiceScreenProps = { seed: Seed<InvoiceDetailDto>; canWrite: boolean }

/** One invoice: what it says, what stands in the books, what happened to it, and what can be done with it. */
export const InvoiceScreen = ({ seed, canWrite }: InvoiceScreenProps) => {
  const t = useTranslations('invoice')
  const words = useTranslations('invoices')
  const { data, error } = useQuery(invoiceDetailQuery(seed))
  const { invoice } = data
  const firstButton = useRef<HTMLButtonElement>(null)
  const actions = useInvoiceActions(() => undefined)
  // With what the source has no more nothing can be done.
  const possible = canWrite && !data.isGone ? actionsOfOne(invoice.state) : []
  const mismatch = mismatchOf(data)
  const isCuredHere = mismatch !== null || (canWrite && cureOf(data) !== null)
  // Of an invoice or an entry that is no longer there the correction knows what is left to do.
  const isHalfGone = mismatch === 'gone' || mismatch === 'missing'
  const isBooked = invoice.bookedAt !== null && (invoice.state === 'booked' || invoice.state === 'action')
  const canUndo = canWrite && isBooked && !isHalfGone
  return (
    <div className="space-y-5">
      <QueryProblem error={error} />
      {actions.message !== null && <Notice tone={actions.message.tone}>{actions.message.text}</Notice>}
      <Card className="p-4 sm:p-6">
        <InvoiceFacts detail={data} />
        {invoice.isOverdue && <p className="mt-3 font-medium text-warn">{words('overdue')}</p>}
        {invoice.reason !== null && (
          <div className="mt-4">
            <Notice tone="warn">
              <ReasonText reason={invoice.reason} vendors={invoice.combi.vendors} hasCure={!isCuredHere} />
            </Notice>
          </div>
        )}
        {(possible.length > 0 || canUndo) && (
          <div role="group" aria-label={words('actions')} className="mt-4 flex flex-wrap gap-2">
            {possible.map((action, at) => (
              <Button
                key={action}
                ref={at === 0 ? firstButton : undefined}
                look={at === 0 ? 'primary' : 'quiet'}
                onClick={() => {
                  actions.start(action, {
                    ...{ selection: { ids: [invoice.id] }, count: 1, isMore: false, vendors: invoice.combi.vendors },
                  })
                }}
              >
                {action === 'reoffer' && invoice.reason?.code === 'plan-changed'
                  ? t('asNow')
                  : words(`action.${action}`)}
              </Button>
            ))}
            {canUndo && <UndoButton invoice={invoice} />}
          </div>
        )}
      </Card>
      {canWrite && <InvoiceCure detail={data} />}
      {mismatch !== null && <CorrectionCard detail={data} mismatch={mismatch} canWrite={canWrite} />}
      <Card className="p-4 sm:p-6">
        <h2 className="text-heading font-semibold">{t('lines.title')}</h2>
        <InvoiceLines detail={data} />
      </Card>
      <Card className="p-4 sm:p-6">
        <h2 className="text-heading font-semibold">{t('entry.title')}</h2>
        <InvoicePostings detail={data} />
        {mismatch !== 'missing' && (data.file !== null || data.canAskFile) && (
          <>
            <h3 className="mt-5 font-semibold">{t('file.title')}</h3>
            <InvoiceFile detail={data} canWrite={canWrite} />
          </>
        )}
      </Card>
      <Card className="p-4 sm:p-6">
        <h2 className="text-heading font-semibold">{t('payments.title')}</h2>
        <InvoicePayments detail={data} />
      </Card>
      <Card className="p-4 sm:p-6">
        <h2 className="text-heading font-semibold">{t('events.title')}</h2>
        <InvoiceEvents detail={data} />
      </Card>
      {actions.question !== null && (
        <InvoiceDialogs question={actions.question} actions={actions} returnFocusTo={firstButton} />
      )}
    </div>
  )
}
