import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { InvoicesScreen } from '@/components/invoices/invoices-screen'
import { PageHeading } from '@/components/ui/page-heading'
import { requireMember } from '@/lib/auth/member'
import { invoiceTabs } from '@/lib/dto/invoices'
import { toInvoiceSearch } from '@/lib/queries/invoices'
import { cursorIn, readInvoices } from '@/app/read'

type InvoicesPageProps = { searchParams: Promise<Record<'state' | 'combi' | 'cursor', string | undefined>> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('invoices'))('title') })

const InvoicesPage = async ({ searchParams }: InvoicesPageProps) => {
  const asked = await searchParams
  const filter = {
    combi: asked.combi ?? null,
    state: invoiceTabs.find((tab) => tab === asked.state) ?? 'pending',
    cursor: asked.cursor ?? null,
  }
  const member = await requireMember(`/facturen${toInvoiceSearch(filter)}`)
  const seed = await readInvoices(member, {
    combiId: filter.combi,
    state: filter.state,
    cursor: cursorIn(asked.cursor),
  })
  if (seed === null) notFound()
  const t = await getTranslations('invoices')
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <InvoicesScreen seed={seed} filter={filter} canWrite={member.canWrite} />
    </>
  )
}

export default InvoicesPage
