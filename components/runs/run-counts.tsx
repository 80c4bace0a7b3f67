import { useTranslations } from 'next-intl'
import type { RunDto } from '@/lib/dto/runs'
import { useFormats } from '@/components/values/use-formats'

const shown = ['read', 'new', 'updated', 'booked', 'payments', 'debtors', 'failed', 'action', 'rejected'] as const

/** What a run has done so far, in figures; those it always has, and of the others those that are not zero. */
export const RunCounts = ({ run }: { run: RunDto }) => {
  const t = useTranslations('runs.count')
  const formats = useFormats()
  const figures = shown
    .filter((name) => name === 'read' || name === 'booked' || run.counts[name] > 0)
    .map((name) => ({ name, label: t(name), value: formats.count(run.counts[name]) }))
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1 text-small">
      {figures.map(({ name, label, value }) => (
        <Figure key={name} label={label} value={value} />
      ))}
      <Figure label={t('calls')} value={formats.count(run.callCount)} />
      {run.waitMs >= 1000 && <Figure label={t('waited')} value={formats.duration(run.waitMs)} />}
    </dl>
  )
}

const Figure = ({ label, value }: { label: string; value: string }) => (
  <div className="flex gap-1.5">
    <dt className="text-muted">{label}</dt>
    <dd className="font-medium tabular-nums">{value}</dd>
  </div>
)
