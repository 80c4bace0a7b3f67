import { useTranslations } from 'next-intl'
import type { StatisticsDto } from '@/lib/dto/statistics'
import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import { logAddress } from './log-address'
import { useCauseWords } from './use-cause-words'

/** More causes than this are no longer the most frequent ones. */
const mostCauses = 8

/** Why invoices were held, most frequent first; each leads to the records in the log. */
export const CausesList = ({ data }: { data: Pick<StatisticsDto, 'combi' | 'span' | 'causes'> }) => {
  const t = useTranslations('statistics')
  const causeWords = useCauseWords()
  const most = data.causes[0]?.count ?? 1
  return (
    <Card className="p-4 sm:p-5">
      <h2 className="mb-3 text-heading font-semibold">{t('causes.title')}</h2>
      {data.causes.length === 0 ? (
        <p className="text-muted">{t('causes.none')}</p>
      ) : (
        <ol className="divide-y divide-line">
          {data.causes.slice(0, mostCauses).map(({ code, count, comparedCount }) => (
            <li
              key={code}
              className="grid gap-x-6 gap-y-1.5 py-2.5 sm:grid-cols-[minmax(0,1fr)_12rem_auto] sm:items-center"
            >
              <span className="font-medium">{causeWords(code)}</span>
              <span>
                <svg aria-hidden="true" focusable="false" width="100%" height="6" className="block">
                  <rect width="100%" height="6" rx="3" className="fill-sunken" />
                  <rect
                    width={`${String(Math.round((count / most) * 100))}%`}
                    height="6"
                    rx="3"
                    className="fill-accent"
                  />
                </svg>
                <span className="text-small text-muted tabular-nums">
                  {t('causes.count', { count })}
                  {comparedCount !== null && `, ${t('causes.before', { count: comparedCount })}`}
                </span>
              </span>
              <TextLink href={logAddress(data.combi.id, { code, ...data.span })} className="text-small">
                {t('causes.toLog')}
                <span className="sr-only">: {causeWords(code)}</span>
              </TextLink>
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}
