import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EntryFrame } from '@/components/account/entry-frame'
import { SubscriptionCard } from '@/components/alerts/subscription-card'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { openSubscription } from '@/lib/flows/alerts/unsubscribe'
import { getFlows } from '@/lib/flows/live'

type UnsubscribeProps = { searchParams: Promise<{ token?: string | string[] }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('unsubscribe'))('title'),
  robots: { index: false },
})

/** Says what a link from a mail stops, with the button that does it. Opening the page changes nothing. */
const UnsubscribePage = async ({ searchParams }: UnsubscribeProps) => {
  const { token } = await searchParams
  const t = await getTranslations('unsubscribe')
  const given = typeof token === 'string' ? token : ''
  const subscription = await openSubscription(getFlows(), given)
  return (
    <EntryFrame title={t('title')} lead={null}>
      <div className="mt-4 space-y-4">
        {subscription === null ? (
          <Notice tone="bad">{t('ended')}</Notice>
        ) : (
          <SubscriptionCard token={given} subscription={subscription} />
        )}
        <TextLink href="/account#meldingen">{t('choices')}</TextLink>
      </div>
    </EntryFrame>
  )
}

export default UnsubscribePage
