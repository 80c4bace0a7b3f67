import { useTranslations } from 'next-intl'
import type { CombiStatusDto } from '@/lib/dto/combis'
import type { IconName } from '@/components/ui/icon'
import { Status, type Tone } from '@/components/ui/status'

const looks: Record<CombiStatusDto, { tone: Tone; icon: IconName }> = {
  running: { tone: 'good', icon: 'check' },
  busy: { tone: 'busy', icon: 'ring' },
  action: { tone: 'warn', icon: 'triangle' },
  reconnect: { tone: 'bad', icon: 'unplugged' },
  paused: { tone: 'calm', icon: 'pause' },
}

/** How a combi stands, in one word. */
export const CombiStatus = ({ status }: { status: CombiStatusDto }) => (
  <Status {...looks[status]} isTurning={status === 'busy'}>
    {useTranslations('combis.status')(status)}
  </Status>
)
