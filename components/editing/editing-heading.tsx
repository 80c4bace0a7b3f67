import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { EditedCombiDto } from '@/lib/dto/editing'
import { Trail } from '@/components/shell/trail'
import { classNames } from '@/components/ui/class-names'
import { Notice } from '@/components/ui/notice'
import { PageHeading } from '@/components/ui/page-heading'

const places = { settings: '', mapping: '/omzetgroepen', connections: '/verbindingen', remove: '/verwijderen' } as const
export type EditingTab = keyof typeof places
const tabs = Object.keys(places) as EditingTab[]

type EditingHeadingProps = { combi: EditedCombiDto; tab: EditingTab }

/** The head of a page on which a combi is changed, with the way to the others. */
export const EditingHeading = ({ combi: { id, name, canManage }, tab }: EditingHeadingProps) => {
  const t = useTranslations()
  return (
    <>
      <PageHeading
        above={<Trail steps={[{ href: '/combis', label: t('combis.title') }]} />}
        title={t('editing.title')}
        lead={name}
      />
      <nav aria-label={t('editing.tabs.label')} className="mb-5 border-b border-line">
        <ul className="flex flex-wrap gap-x-1">
          {tabs.map((one) => (
            <li key={one}>
              <Link
                href={`/combis/${id}/bewerken${places[one]}`}
                aria-current={one === tab ? 'page' : undefined}
                className={classNames(
                  'inline-flex min-h-11 items-center border-b-2 px-3 font-medium',
                  one === tab ? 'border-accent text-ink' : 'border-transparent text-muted hover:text-ink',
                )}
              >
                {t(`editing.tabs.${one}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {!canManage && (
        <div className="mb-5 max-w-5xl">
          <Notice tone="info">{t('editing.lookOnly')}</Notice>
        </div>
      )}
    </>
  )
}
