import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getMessages, getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { InvoiceScreen } from '@/components/invoices/invoice-screen'
import { Trail } from '@/components/shell/trail'
import { PageHeading } from '@/components/ui/page-heading'
import { requireMember } from '@/lib/auth/member'
import { invoiceNamespaces, pickMessages } from '@/lib/i18n/pick-messages'
import { readInvoice } from '@/app/read'

type InvoicePageProps = { params: Promise<{ id: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('invoice'))('one') })

const InvoicePage = async ({ params }: InvoicePageProps) => {
  const { id } = await params
  const member = await requireMember(`/facturen/${id}`)
  const seed = await readInvoice(member, id)
  if (seed === null) notFound()
  const t = await getTranslations()
  const { number, debtorName } = seed.data.invoice
  return (
    <>
      <PageHeading
        above={<Trail steps={[{ href: '/facturen', label: t('invoices.title') }]} />}
        title={t('invoice.title', { number })}
        lead={debtorName}
      />
      <NextIntlClientProvider messages={pickMessages(await getMessages(), invoiceNamespaces)}>
        <InvoiceScreen seed={seed} canWrite={member.canWrite} />
      </NextIntlClientProvider>
    </>
  )
}

export default InvoicePage
