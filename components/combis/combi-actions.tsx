import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { CombiDto } from '@/lib/dto/combis'
import { buttonClass } from '@/components/ui/button'
import { Icon, type IconName } from '@/components/ui/icon'
import { textLinkClass } from '@/components/ui/text-link'
import { SyncButton } from './sync-button'

const pages = [
  { name: 'log', page: 'logboek', icon: 'list' },
  { name: 'edit', page: 'bewerken', icon: 'pencil' },
  { name: 'statistics', page: 'statistieken', icon: 'bars' },
] as const satisfies { name: string; page: string; icon: IconName }[]

type CombiActionsProps = { combi: CombiDto; isElsewhere: boolean; onProblem: (problem: string | null) => void }

/** Synchroniseer nu · Logboek · Bewerken · Statistieken, and the ways to what the combi is about. */
export const CombiActions = ({ combi, isElsewhere, onProblem }: CombiActionsProps) => {
  const t = useTranslations('combis')
  const of = <span className="sr-only">{t('sync.of', { name: combi.name })}</span>
  // What lies in another workspace makes that one the reader's: not before he goes there.
  const prefetch = isElsewhere ? false : null
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
      <div className="grid grid-cols-2 gap-2 max-sm:w-full sm:flex sm:flex-wrap">
        {combi.canWrite && <SyncButton combi={combi} onProblem={onProblem} />}
        {pages.map(
          ({ name, page, icon }) =>
            (name !== 'edit' || combi.canManage) && (
              <Link
                key={name}
                href={`/combis/${combi.id}/${page}`}
                prefetch={prefetch}
                title={t(name)}
                className={buttonClass()}
              >
                <Icon name={icon} className="text-muted" />
                {t(name)}
                {of}
              </Link>
            ),
        )}
      </div>
      <Link href={`/combis/${combi.id}/aansluiting`} prefetch={prefetch} className={textLinkClass}>
        {t('reconciliation')}
        {of}
      </Link>
      <Link href={`/facturen?combi=${combi.id}`} prefetch={prefetch} className={textLinkClass}>
        {t('invoices')}
        {of}
      </Link>
    </div>
  )
}
