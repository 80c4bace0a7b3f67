'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import type { CorrectionProposalDto } from '@/lib/dto/correction'
import type { InvoiceDetailDto } from '@/lib/dto/invoice-detail'
import { correctionQuery, correctMutation, keepMutation } from '@/lib/queries/correction'
import { ReasonText } from '@/components/reasons/reason-text'
import { useAnnounce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useProblemWords } from '@/components/values/use-problem-words'
import { useVendorName } from '@/components/values/use-vendor-name'
import { CorrectionEntry } from './correction-entry'

const isWholeDate = (date: string): boolean => /^20\d{2}-\d{2}-\d{2}$/.test(date)

/** Shows on request how the books can be put right and what exactly that writes, and has it done once it is confirmed. */
export const CorrectionProposal = ({ detail: { invoice } }: { detail: InvoiceDetailDto }) => {
  const t = useTranslations('correction')
  const problemWords = useProblemWords()
  const announce = useAnnounce()
  const headingId = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [typed, setTyped] = useState<string | null>(null)
  const date = typed !== null && isWholeDate(typed) ? typed : null
  const { data, error, isFetching, refetch } = useQuery(correctionQuery({ invoiceId: invoice.id, date }, isOpen))
  const correct = useMutation(correctMutation(useQueryClient(), invoice.id))
  const unmark = useMutation(keepMutation(useQueryClient(), invoice.id))
  const { source, books } = invoice.combi.vendors
  const nameOf = useVendorName()
  if (!isOpen)
    return (
      <Button
        className="mt-4"
        look="primary"
        onClick={() => {
          setIsOpen(true)
        }}
      >
        {t('look')}
      </Button>
    )
  const canConfirm = data?.kind === 'correct' && !isFetching && !correct.isPending && error === null
  const confirmation = data === undefined ? 'replace' : confirmationOf(data)
  const problem = correct.error ?? unmark.error ?? error
  return (
    <section aria-labelledby={headingId} aria-busy={isFetching} className="mt-5 border-t border-line pt-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 id={headingId} className="font-semibold">
          {t('proposal')}
        </h3>
        <Button look="plain" aria-disabled={isFetching} onClick={() => void refetch()}>
          {t('again')}
        </Button>
      </div>
      {problem !== null && (
        <div className="mt-2" role="alert">
          <Notice tone="warn">{problemWords(problem)}</Notice>
        </div>
      )}
      <div role="status">{isFetching && data === undefined && <p className="mt-2">{t('looking')}</p>}</div>
      {data !== undefined && (
        <>
          <ProposalText proposal={data} vendors={{ source, books }} />
          {data.reversal === 'credit' && <DateField value={typed ?? data.date} onChange={setTyped} />}
          {data.credit !== null && <CorrectionEntry title={t('creditEntry')} entry={data.credit} />}
          {data.plan !== null && <CorrectionEntry title={t('newEntry')} entry={data.plan} />}
          {data.kind === 'same' && (
            <Button
              className="mt-4"
              look="primary"
              aria-disabled={unmark.isPending}
              onClick={() => {
                if (!unmark.isPending) unmark.mutate({ reason: t('same') })
              }}
            >
              {t('unmark')}
            </Button>
          )}
          {data.kind === 'correct' && (
            <Button
              className="mt-4"
              look="primary"
              aria-disabled={!canConfirm}
              onClick={() => {
                if (!canConfirm) return
                correct.mutate(
                  { date, fingerprint: data.fingerprint },
                  {
                    onSuccess: () => {
                      announce(t('asked', { books: nameOf(books) }))
                    },
                  },
                )
              }}
            >
              {t(`confirm.${confirmation}`)}
            </Button>
          )}
        </>
      )}
    </section>
  )
}

/** What confirming does, in the words on its button. */
const confirmationOf = ({ reversal, plan }: CorrectionProposalDto): 'replace' | 'book' | 'credit' | 'remove' => {
  if (plan !== null) return reversal === 'none' ? 'book' : 'replace'
  return reversal === 'credit' ? 'credit' : 'remove'
}

type ProposalTextProps = { proposal: CorrectionProposalDto; vendors: { source: string; books: string } }

const ProposalText = ({ proposal, vendors }: ProposalTextProps) => {
  const t = useTranslations('correction')
  const nameOf = useVendorName()
  const books = nameOf(vendors.books)
  const { kind, reason, reversal, isPaid, isPeriodOpen, plan } = proposal
  if (kind === 'held')
    return (
      <div className="mt-2 space-y-1">
        <p>{t('held')}</p>
        {reason !== null && <ReasonText reason={reason} vendors={vendors} />}
      </div>
    )
  if (kind === 'same') return <p className="mt-2">{t('same')}</p>
  if (kind === 'gone') return <p className="mt-2">{t('nothing')}</p>
  if (kind === 'unreadable' || reversal === null) return <p className="mt-2">{t('unreadable', { books })}</p>
  return (
    <div className="mt-2 max-w-4xl space-y-2">
      <p>
        {t(`how.${reversal}`, {
          books,
          isPaid: isPaid ? 'yes' : 'no',
          isBookedAgain: plan === null ? 'no' : 'yes',
        })}
      </p>
      {reversal === 'credit' && !isPeriodOpen && <Notice tone="warn">{t('vat')}</Notice>}
      {reversal === 'credit' && <p>{t('offset', { books, isPaid: isPaid ? 'yes' : 'no' })}</p>}
    </div>
  )
}

const DateField = ({ value, onChange }: { value: string; onChange: (date: string) => void }) => {
  const t = useTranslations('correction')
  const id = useId()
  return (
    <div className="mt-3">
      <Field id={id} label={t('date')}>
        <Input
          id={id}
          type="date"
          required
          min="2000-01-01"
          max="2099-12-31"
          className="sm:max-w-60"
          value={value}
          onChange={({ currentTarget }) => {
            onChange(currentTarget.value)
          }}
        />
      </Field>
    </div>
  )
}
