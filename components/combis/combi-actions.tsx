import { useTranslations } from 'next-intl'
import type { CombiDto } from '@/lib/dto/combis'
import { buttonClass } from '@/components/ui/button'
import { Icon, type IconName } from '@/components/ui/icon'
import { textLinkClass } from '@/components/ui/text-link'
import { SyncButton } from './sync-button'
import { WayLink } from './way-link'

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
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
      <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:grow">
        {combi.canWrite && <SyncButton combi={combi} onProblem={onProblem} />}
        {pages.map(
          ({ name, page, icon }) =>
            (name !== 'edit' || combi.canManage) && (
              <WayLink
                key={name}
                href={`/combis/${combi.id}/${page}`}
                isElsewhere={isElsewhere}
                title={t(name)}
                className={buttonClass()}
              >
                <Icon name={icon} className="text-muted" />
                {t(name)}
                {of}
              </WayLink>
            ),
        )}
      </div>
      <WayLink href={`/combis/${combi.id}/aansluiting`} isElsewhere={isElsewhere} className={textLinkClass}>
        {t('reconciliation')}
        {of}
      </WayLink>
      <WayLink href={`/facturen?combi=${combi.id}`} isElsewhere={isElsewhere} className={textLinkClass}>
        {t('invoices')}
        {of}
      </WayLink>
    </div>
  )
}
