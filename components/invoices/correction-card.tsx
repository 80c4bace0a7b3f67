'use client'

import { useTranslations } from 'next-intl'
import type { InvoiceDetailDto } from '@/lib/dto/invoice-detail'
import { ReasonText } from '@/components/reasons/reason-text'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { useVendorName } from '@/components/values/use-vendor-name'
import { CorrectionProposal } from './correction-proposal'
import { KeepForm } from './keep-form'
import type { Mismatch } from './mismatch'
import { VersionTable } from './version-table'

type CorrectionCardProps = { detail: InvoiceDetailDto; mismatch: Mismatch; canWrite: boolean }

/** Both versions of an invoice whose entry no longer agrees with it, what can be done about that, and what was tried. */
export const CorrectionCard = ({ detail, mismatch, canWrite }: CorrectionCardProps) => {
  const t = useTranslations('correction')
  const nameOf = useVendorName()
  const { invoice, versions, correction } = detail
  const { vendors } = invoice.combi
  const names = { source: nameOf(vendors.source), books: nameOf(vendors.books) }
  const isAsked = correction?.state === 'asked'
  return (
    <Card className="p-4 sm:p-6">
      <h2 className="text-heading font-semibold">{t('title')}</h2>
      <p className="mt-2 max-w-4xl">{t(mismatch, names)}</p>
      {mismatch === 'drift' &&
        (versions.booked === null ? (
          <p className="mt-2 text-muted">{t('notKept', names)}</p>
        ) : (
          <VersionTable booked={versions.booked} now={versions.now} source={names.source} />
        ))}
      {correction?.state === 'withdrawn' && correction.reason !== null && (
        <div className="mt-4">
          <Notice tone="warn">
            <p className="font-medium">{t('withdrawn')}</p>
            <ReasonText reason={correction.reason} vendors={vendors} />
          </Notice>
        </div>
      )}
      {isAsked ? (
        <div className="mt-4" role="status">
          <Notice tone="info">{t('isAsked')}</Notice>
        </div>
      ) : (
        canWrite && (
          <>
            <CorrectionProposal detail={detail} />
            <KeepForm invoiceId={invoice.id} mismatch={mismatch} names={names} />
          </>
        )
      )}
    </Card>
  )
}
