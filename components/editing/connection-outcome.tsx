import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Notice } from '@/components/ui/notice'
import { useVendorName } from '@/components/values/use-vendor-name'

type ConnectionOutcomeProps = {
  connector: string
  /** Why somebody came back without a connection; null when it is there again. */
  problem: ReactNode
}

/** How signing in anew ended, for whoever comes back from a vendor. */
export const ConnectionOutcome = ({ connector, problem }: ConnectionOutcomeProps) => {
  const t = useTranslations('editing.connections')
  const vendor = useVendorName()(connector)
  return (
    <div role={problem === null ? 'status' : 'alert'} className="mb-5 max-w-5xl">
      <Notice tone={problem === null ? 'good' : 'bad'}>{problem ?? t('done', { vendor })}</Notice>
    </div>
  )
}
