import { useNow } from 'next-intl'
import type { RunDto } from '@/lib/dto/runs'
import { useFormats } from '@/components/values/use-formats'

/** How long a run took, or has taken so far; nothing before it begins. */
export const RunDuration = ({ run: { startedAt, finishedAt } }: { run: RunDto }) => {
  const formats = useFormats()
  const now = useNow()
  if (startedAt === null) return <>–</>
  const end = finishedAt === null ? now.getTime() : Date.parse(finishedAt)
  return <span className="whitespace-nowrap tabular-nums">{formats.duration(end - Date.parse(startedAt))}</span>
}
