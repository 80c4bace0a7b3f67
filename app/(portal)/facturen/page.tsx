import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getMessages, getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { InvoicesScreen } from '@/components/invoices/invoices-screen'
import { InvoicesSkeleton } from '@/components/invoices/invoices-skeleton'
import { PageHeading } from '@/components/ui/page-heading'
import { requireMember, type Member } from '@/lib/auth/member'
import { invoiceTabs, type InvoiceTabDto } from '@/lib/dto/invoice-tabs'
import { invoiceNamespaces, pickMessages } from '@/lib/i18n/pick-messages'
import { toInvoiceSearch, type InvoiceFilter } from '@/lib/queries/invoices'
import { cursorIn, readInvoices } from '@/app/read'

type InvoicesPageProps = { searchParams: Promise<Record<'state' | 'combi' | 'cursor', string | undefined>> }
type Filter = InvoiceFilter & { state: InvoiceTabDto }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('invoices'))('title') })

const InvoicesPage = async ({ searchParams }: InvoicesPageProps) => {
  const { state, combi = null, cursor = null } = await searchParams
  const filter = { combi, cursor, state: invoiceTabs.find((tab) => tab === state) ?? 'pending' }
  const member = await requireMember(`/facturen${toInvoiceSearch(filter)}`)
  const t = await getTranslations('invoices')
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <Suspense fallback={<InvoicesSkeleton />}>
        <Invoices member={member} filter={filter} />
      </Suspense>
    </>
  )
}

const Invoices = async ({ member, filter }: { member: Member; filter: Filter }) => {
  const { combi, state, cursor } = filter
  const seed = await readInvoices(member, { combiId: combi, state, cursor: cursorIn(cursor) })
  if (seed === null) notFound()
  return (
    <NextIntlClientProvider messages={pickMessages(await getMessages(), invoiceNamespaces)}>
      <InvoicesScreen seed={seed} filter={filter} canWrite={member.canWrite} />
    </NextIntlClientProvider>
  )
}

export default InvoicesPage
