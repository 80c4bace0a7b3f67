import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { classNames } from '@/components/ui/class-names'

export type LogView = 'runs' | 'records'

const views = ['runs', 'records'] as const satisfies LogView[]

/** The two ways to look at a log: run by run, or record by record. Each has an address. */
export const LogTabs = ({ combiId, view }: { combiId: string; view: LogView }) => {
  const t = useTranslations('log.tabs')
  return (
    <nav aria-label={t('label')} className="mb-5 border-b border-line">
      <ul className="flex flex-wrap gap-x-1">
        {views.map((one) => (
          <li key={one}>
            <Link
              href={`/combis/${combiId}/logboek${one === 'runs' ? '' : '?view=records'}`}
              aria-current={one === view ? 'page' : undefined}
              className={classNames(
                'inline-flex min-h-11 items-center border-b-2 px-3 font-medium',
                one === view ? 'border-accent text-ink' : 'border-transparent text-muted hover:text-ink',
              )}
            >
              {t(one)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
