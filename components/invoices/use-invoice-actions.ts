import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { BegunActionDto, InvoiceSelectionDto } from '@/lib/dto/invoices'
import type { VendorsDto } from '@/lib/dto/shapes'
import { unignoreMutation } from '@/lib/queries/invoices'
import { useAnnounce } from '@/components/ui/announcer'
import { useProblemWords } from '@/components/values/use-problem-words'
import type { InvoiceAction } from './invoice-actions'

export type ActionMessage = { tone: 'good' | 'warn' | 'bad'; text: string; offersSync: boolean }

type Changed = {
  kind: 'offered' | 'ignored' | 'unignored'
  changed: number
  refused: number
  /** Whether what was handed over is being booked already. */
  isBooking?: boolean
  /** What was begun in the background instead. */
  begun: BegunActionDto
}

/** What something is to be done with; `vendors` as the first of them has them. */
export type Chosen = {
  selection: InvoiceSelectionDto
  count: number
  /** Whether there are more of them than were counted. */
  isMore: boolean
  vendors: VendorsDto | undefined
}

export type Question = Chosen & { kind: 'offer' | 'redate' | 'reoffer' | 'ignore' }

/**
 * What is being done with invoices: the question on the screen, and what came of the last answer. `onChanged` runs once
 * the new list is there.
 */
export const useInvoiceActions = (onChanged: () => void) => {
  const t = useTranslations('invoices.done')
  const announce = useAnnounce()
  const problemWords = useProblemWords()
  const [question, setQuestion] = useState<Question | null>(null)
  const [message, setMessage] = useState<ActionMessage | null>(null)
  const unignore = useMutation(unignoreMutation(useQueryClient()))

  const tell = ({ kind, changed, refused, isBooking = false, begun }: Changed) => {
    const parts = [
      begun !== null && t('begun', { count: begun.total }),
      changed > 0 && t(kind, { count: changed, isBooking: isBooking ? 'yes' : 'no' }),
      refused > 0 && t('refused', { count: refused }),
    ]
    const text = parts.filter((part) => part !== false).join(' ')
    setQuestion(null)
    setMessage({
      tone: refused > 0 ? 'warn' : 'good',
      text,
      offersSync: kind === 'offered' && changed > 0,
    })
    announce(text)
    onChanged()
  }

  const start = (action: InvoiceAction, chosen: Chosen) => {
    setMessage(null)
    if (action !== 'unignore') {
      setQuestion({ kind: action, ...chosen })
      return
    }
    unignore.mutate(chosen.selection, {
      onSuccess: ({ unignored, refused, begun }) => {
        tell({ kind: 'unignored', changed: unignored.length, refused: refused.length, begun })
      },
      onError: (error) => {
        setMessage({ tone: 'bad', text: problemWords(error), offersSync: false })
      },
    })
  }

  return {
    question,
    message,
    start,
    tell,
    close: () => {
      setQuestion(null)
    },
  }
}
