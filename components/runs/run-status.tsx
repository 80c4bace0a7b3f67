import { useTranslations } from 'next-intl'
import type { RunDto } from '@/lib/dto/runs'
import { Status, type Tone } from '@/components/ui/status'
import type { IconName } from '@/components/ui/icon'

const looks = {
  busy: { tone: 'busy', icon: 'ring' },
  waiting: { tone: 'busy', icon: 'clock' },
  silent: { tone: 'warn', icon: 'triangle' },
  succeeded: { tone: 'good', icon: 'check' },
  partial: { tone: 'warn', icon: 'triangle' },
  failed: { tone: 'bad', icon: 'cross' },
} as const satisfies Record<string, { tone: Tone; icon: IconName }>

const stateOf = ({ outcome, waitingUntil, isSilent }: RunDto): keyof typeof looks => {
  if (outcome !== null) return outcome
  if (isSilent) return 'silent'
  return waitingUntil === null ? 'busy' : 'waiting'
}

/** How a run stands or ended. */
export const RunStatus = ({ run }: { run: RunDto }) => {
  const state = stateOf(run)
  return (
    <Status {...looks[state]} isTurning={state === 'busy'}>
      {useTranslations('runs.state')(state)}
    </Status>
  )
}
