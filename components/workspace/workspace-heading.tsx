import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { classNames } from '@/components/ui/class-names'
import { PageHeading } from '@/components/ui/page-heading'

const paths = { workspace: '/werkruimte', people: '/werkruimte/mensen', log: '/werkruimte/controlelog' } as const
type Tab = keyof typeof paths

type WorkspaceHeadingProps = { tab: Tab; title: string; lead: string; canReadLog: boolean }

/** The head of a page about the workspace, with the way to the others. */
export const WorkspaceHeading = ({ tab, title, lead, canReadLog }: WorkspaceHeadingProps) => {
  const t = useTranslations('workspace.tabs')
  const tabs: Tab[] = ['workspace', 'people', ...(canReadLog ? (['log'] as const) : [])]
  return (
    <>
      <PageHeading title={title} lead={lead} />
      <nav aria-label={t('label')} className="mb-5 border-b border-line">
        <ul className="flex flex-wrap gap-x-1">
          {tabs.map((one) => (
            <li key={one}>
              <Link
                href={paths[one]}
                aria-current={one === tab ? 'page' : undefined}
                className={classNames(
                  'inline-flex min-h-11 items-center border-b-2 px-3 font-medium',
                  one === tab ? 'border-accent text-ink' : 'border-transparent text-muted hover:text-ink',
                )}
              >
                {t(one)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </>
  )
}
