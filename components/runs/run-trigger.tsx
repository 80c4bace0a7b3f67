import { useTranslations } from 'next-intl'
import type { RunDto } from '@/lib/dto/runs'

/** What made a run start. */
export const RunTrigger = ({ trigger }: Pick<RunDto, 'trigger'>) => <>{useTranslations('runs.trigger')(trigger)}</>
