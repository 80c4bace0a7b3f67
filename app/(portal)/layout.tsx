import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import { PortalShell } from '@/components/shell/portal-shell'
import { Providers } from '@/components/shell/providers'
import { findMember } from '@/lib/auth/member'
import { pickMessages, portalNamespaces } from '@/lib/i18n/pick-messages'

const toChoice = ({ workspaceId, name }: { workspaceId: string; name: string }) => ({ id: workspaceId, name })

/** The frame only: each page guards itself, since a layout is not drawn anew for every page. */
const PortalLayout = async ({ children }: { children: ReactNode }) => {
  const member = await findMember()
  const account = member && {
    person: member.name ?? member.email,
    workspace: toChoice(member.workspace),
    workspaces: member.workspaces.map(toChoice),
  }
  return (
    <NextIntlClientProvider messages={pickMessages(await getMessages(), portalNamespaces)}>
      <Providers>
        <PortalShell account={account}>{children}</PortalShell>
      </Providers>
    </NextIntlClientProvider>
  )
}

export default PortalLayout
