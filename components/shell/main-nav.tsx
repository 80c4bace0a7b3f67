'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { classNames } from '@/components/ui/class-names'

const places = [
  { path: '/combis', name: 'combis' },
  { path: '/facturen', name: 'invoices' },
] as const

/** The places of the portal; the one where the reader is is marked. */
export const MainNav = () => {
  const t = useTranslations('nav')
  const pathname = usePathname()
  return (
    <nav aria-label={t('label')} className="h-full">
      <ul className="flex h-full gap-1">
        {places.map(({ path, name }) => {
          const isCurrent = pathname === path || pathname.startsWith(`${path}/`)
          return (
            <li key={path} className="h-full">
              <Link
                href={path}
                aria-current={isCurrent ? 'page' : undefined}
                className={classNames(
                  'flex h-full items-center border-b-2 px-2.5 whitespace-nowrap -outline-offset-2 sm:px-3',
                  isCurrent ? 'border-accent font-semibold' : 'border-transparent text-muted hover:text-ink',
                )}
              >
                {t(name)}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
