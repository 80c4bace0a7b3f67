import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { invoiceTabs, type InvoiceTabDto } from '@/lib/dto/invoice-tabs'
import type { InvoicesPageDto } from '@/lib/dto/invoices'
import { invoicesPath, type InvoiceFilter } from '@/lib/queries/invoices'
import { classNames } from '@/components/ui/class-names'
import { useFormats } from '@/components/values/use-formats'

const asksForSomebody: readonly InvoiceTabDto[] = ['failed', 'action']

type InvoiceTabsProps = { filter: InvoiceFilter } & Pick<InvoicesPageDto, 'counts' | 'uncounted'>

/** The way to the invoices in each state. Each is an address, so that it can be opened, kept and sent. */
export const InvoiceTabs = ({ filter, counts, uncounted }: InvoiceTabsProps) => {
  const t = useTranslations('invoices')
  const formats = useFormats()
  const strip = useRef<HTMLElement>(null)
  const current = useRef<HTMLLIElement>(null)
  useEffect(() => {
    // On a phone the tabs are wider than the page; the one that is open may not be out of sight.
    if (strip.current === null || current.current === null) return
    const { offsetLeft, offsetWidth } = current.current
    strip.current.scrollLeft = offsetLeft - (strip.current.clientWidth - offsetWidth) / 2
  }, [filter.state])
  return (
    <nav ref={strip} aria-label={t('tabs')} className="relative -mx-4 mb-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex min-w-max gap-1 border-b border-line">
        {invoiceTabs.map((tab) => {
          const isCurrent = filter.state === tab
          return (
            <li key={tab} ref={isCurrent ? current : null}>
              <Link
                href={invoicesPath({ ...filter, state: tab, cursor: null })}
                aria-current={isCurrent ? 'page' : undefined}
                className={classNames(
                  '-mb-px flex min-h-11 items-center gap-2 border-b-2 px-3 -outline-offset-2',
                  isCurrent ? 'border-accent font-semibold' : 'border-transparent text-muted hover:text-ink',
                )}
              >
                {t(`tab.${tab}`)}{' '}
                <span
                  className={classNames(
                    'rounded-control px-1.5 text-small font-medium tabular-nums',
                    counts[tab] > 0 && asksForSomebody.includes(tab)
                      ? 'bg-warn-soft text-warn'
                      : 'bg-sunken text-muted',
                  )}
                >
                  {uncounted.includes(tab)
                    ? t('countMore', { count: formats.count(counts[tab]) })
                    : formats.count(counts[tab])}
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
