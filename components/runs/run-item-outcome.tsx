import { useTranslations } from 'next-intl'
import type { RunItemDto } from '@/lib/dto/runs'
import type { IconName } from '@/components/ui/icon'
import { Status, type Tone } from '@/components/ui/status'

const looks: Record<RunItemDto['outcome'], { tone: Tone; icon: IconName }> = {
  booked: { tone: 'good', icon: 'check' },
  registered: { tone: 'good', icon: 'check' },
  created: { tone: 'good', icon: 'check' },
  updated: { tone: 'good', icon: 'check' },
  matched: { tone: 'good', icon: 'check' },
  note: { tone: 'calm', icon: 'dot' },
  waiting: { tone: 'busy', icon: 'clock' },
  action: { tone: 'warn', icon: 'triangle' },
  failed: { tone: 'bad', icon: 'cross' },
  rejected: { tone: 'bad', icon: 'slash' },
}

/** What came of one record. */
export const RunItemOutcome = ({ outcome }: Pick<RunItemDto, 'outcome'>) => (
  <Status {...looks[outcome]}>{useTranslations('runs.items.outcomes')(outcome)}</Status>
)
