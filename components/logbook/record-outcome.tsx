import { useTranslations } from 'next-intl'
import type { RunItemDto } from '@/lib/dto/runs'
import type { IconName } from '@/components/ui/icon'
import { Status, type Tone } from '@/components/ui/status'

const looks: Record<RunItemDto['outcome'], { tone: Tone; icon: IconName }> = {
  booked: { tone: 'good', icon: 'check' },
  registered: { tone: 'good', icon: 'check' },
  attached: { tone: 'good', icon: 'check' },
  created: { tone: 'good', icon: 'check' },
  updated: { tone: 'good', icon: 'check' },
  matched: { tone: 'good', icon: 'check' },
  note: { tone: 'calm', icon: 'dot' },
  waiting: { tone: 'busy', icon: 'clock' },
  action: { tone: 'warn', icon: 'triangle' },
  failed: { tone: 'bad', icon: 'cross' },
  rejected: { tone: 'bad', icon: 'slash' },
}

/** Outcomes after which an invoice still had a way to go. */
const unfinished: readonly RunItemDto['outcome'][] = ['failed', 'action', 'waiting']

/** Whether this is about an invoice that was not booked then, and has got no further since. */
export const isStillHeld = ({ kind, outcome, invoice }: RunItemDto): boolean =>
  kind === 'invoice' && unfinished.includes(outcome) && (invoice?.state === 'failed' || invoice?.state === 'action')

/** What came of one record; and, where that was not the end, what has become of its invoice since. */
export const RecordOutcome = ({ item }: { item: RunItemDto }) => {
  const t = useTranslations('runs.items.outcomes')
  const now = useTranslations('log.now')
  const { kind, outcome, invoice } = item
  const hasMovedOn = kind === 'invoice' && unfinished.includes(outcome) && invoice !== null && !isStillHeld(item)
  return (
    <span className="flex flex-col items-start gap-1">
      <Status {...looks[outcome]}>{t(outcome)}</Status>
      {hasMovedOn && <span className="text-muted">{now(invoice.state)}</span>}
    </span>
  )
}
