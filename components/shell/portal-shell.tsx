import Link from 'next/link'
import type { ReactNode } from 'react'
import { AccountMenu, type AccountMenuProps } from './account-menu'
import { Brand } from './brand'
import { LiveChanges } from './live-changes'
import { MainNav } from './main-nav'
import { PageFooter } from './page-footer'
import { Shortcuts } from './shortcuts'
import { SkipLink } from './skip-link'

type PortalShellProps = { account: AccountMenuProps | null; children: ReactNode }

/** What stands around every page of the portal. Without an account only the frame: the page sends a stranger away. */
export const PortalShell = ({ account, children }: PortalShellProps) => (
  <div className="flex min-h-dvh flex-col">
    <SkipLink />
    {account !== null && <LiveChanges />}
    <Shortcuts />
    <header className="sticky top-0 z-20 border-b border-line bg-surface">
      <div className="relative mx-auto flex h-14 max-w-[88rem] items-center gap-3 px-4 sm:gap-6 sm:px-6">
        <Link href="/combis" className="rounded-control p-1 -ms-1">
          <Brand isCompact />
        </Link>
        <MainNav />
        <span className="flex-1" />
        {account !== null && <AccountMenu {...account} />}
      </div>
    </header>
    <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[88rem] flex-1 px-4 pt-7 pb-12 outline-none sm:px-6">
      {children}
    </main>
    <PageFooter />
  </div>
)
