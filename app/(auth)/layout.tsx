import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import { accessNamespaces, pickMessages } from '@/lib/i18n/pick-messages'

/** Addresses of these pages hold the secrets of links in mails. (Other sites never see them: the referrer policy.) */
export const metadata: Metadata = { robots: { index: false } }

const AccessLayout = async ({ children }: { children: ReactNode }) => (
  <NextIntlClientProvider messages={pickMessages(await getMessages(), accessNamespaces)}>
    {children}
  </NextIntlClientProvider>
)

export default AccessLayout
