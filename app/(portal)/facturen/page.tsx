import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getMessages, getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { InvoicesScreen } from '@/components/invoices/invoices-screen'
import { InvoicesSkeleton } from '@/components/invoices/invoices-skeleton'
import { PageHeading } from '@/components/ui/page-heading'
import { requireMember, type Member } from '@/lib/auth/member'
import { can } from '@/lib/domain/roles'
import { invoiceTabs, type InvoiceTabDto } from '@/lib/dto/invoice-tabs'
import { invoicesQuery, type InvoicesQuery } from '@/lib/dto/invoices'
import { invoiceNamespaces, pickMessages } from '@/lib/i18n/pick-messages'
import { toInvoiceSearch, type InvoiceFilter } from '@/lib/queries/invoices'
import { cursorIn, readInvoices } from '@/app/read'

type InvoicesPageProps = { searchParams: Promise<Record<string, string | undefined>> }
type Filter = InvoiceFilter & { state: InvoiceTabDto }

/** What the address asks; its tab alone when it asks what cannot be answered. */
const queryIn = (search: Record<string, string | undefined>): InvoicesQuery => {
  const given = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== ''))
  const state = invoiceTabs.find((tab) => tab === given.state) ?? 'pending'
  const parsed = invoicesQuery.safeParse({ ...given, state })
  return parsed.success ? parsed.data : invoicesQuery.parse({ state })
}

const toScreenFilter = (query: InvoicesQuery, search: Record<string, string | undefined>): Filter => ({
  state: invoiceTabs.find((tab) => tab === query.state) ?? 'pending',
  ...{ combi: query.combi ?? null, q: query.q ?? null, profile: query.profile ?? null },
  ...{ from: query.from ?? null, until: query.until ?? null, min: query.min ?? null, max: query.max ?? null },
  ...{ vat: query.vat ?? null, group: query.group ?? null },
  // The usual order stays out of the address.
  ...(search.sort === undefined && search.order === undefined
    ? { sort: null, order: null }
    : { sort: query.sort, order: query.order }),
  cursor: query.cursor ?? null,
})

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('invoices'))('title') })

const InvoicesPage = async ({ searchParams }: InvoicesPageProps) => {
  const search = await searchParams
  const query = queryIn(search)
  const filter = toScreenFilter(query, search)
  const member = await requireMember(`/facturen${toInvoiceSearch(filter)}`)
  const t = await getTranslations('invoices')
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <Suspense fallback={<InvoicesSkeleton />}>
        <Invoices member={member} query={query} filter={filter} />
      </Suspense>
    </>
  )
}

type InvoicesProps = { member: Member; query: InvoicesQuery; filter: Filter }

const Invoices = async ({ member, query, filter }: InvoicesProps) => {
  const seed = await readInvoices(member, { ...query, cursor: cursorIn(filter.cursor) })
  if (seed === null) notFound()
  return (
    <NextIntlClientProvider messages={pickMessages(await getMessages(), invoiceNamespaces)}>
      <InvoicesScreen
        seed={seed}
        filter={filter}
        canWrite={member.canWrite}
        canManage={can(member.workspace.role, 'manage-combis')}
      />
    </NextIntlClientProvider>
  )
}

export default InvoicesPage
