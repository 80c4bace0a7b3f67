import { GeistSans } from 'geist/font/sans'
import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getMessages, getTranslations } from 'next-intl/server'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { StyleNonce } from '@/components/ui/style-nonce'
import { pickMessages, signInNamespaces } from '@/lib/i18n/pick-messages'
import { nonceHeader } from '@/lib/platform/content-security-policy'
import './globals.css'

export const generateMetadata = async (): Promise<Metadata> => {
  const t = await getTranslations('app')
  return { title: { default: t('name'), template: `%s – ${t('name')}` }, description: t('description') }
}

const RootLayout = async ({ children }: { children: ReactNode }) => {
  // Reading the request also makes every page be drawn per request, without which its scripts carry no nonce.
  const nonce = (await headers()).get(nonceHeader) ?? ''
  return (
    <html lang={await getLocale()} className={GeistSans.variable}>
      <body>
        <StyleNonce nonce={nonce} />
        <NextIntlClientProvider messages={pickMessages(await getMessages(), signInNamespaces)}>
          {children}
        </NextIntlClientProvider>
      </body>
    </html>
  )
}

export default RootLayout
