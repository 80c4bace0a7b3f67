import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EntryFrame } from '@/components/account/entry-frame'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { findAddressChange, type AddressSide } from '@/lib/flows/account/change-address'
import { getFlows } from '@/lib/flows/live'

type AddressProps = { searchParams: Promise<{ token?: string; side?: string; done?: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('access.address'))('title'),
})

const toSide = (text: string | undefined): AddressSide | null => (text === 'old' || text === 'new' ? text : null)

/** Confirms a change of address from one of both sides, and says how far it is. */
const AddressPage = async ({ searchParams }: AddressProps) => {
  const { token, side: sideText, done } = await searchParams
  const t = await getTranslations('access.address')
  const side = toSide(sideText)
  const change = token === undefined || side === null ? null : await findAddressChange(getFlows(), { token, side })
  if (token !== undefined && side !== null && change !== null)
    return (
      <EntryFrame title={t('title')} lead={t('lead', change)}>
        <form action="/api/account/address/confirm" method="post">
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="side" value={side} />
          <Button type="submit" look="primary" className="w-full">
            {t('confirm')}
          </Button>
        </form>
      </EntryFrame>
    )
  const isGood = done === 'half' || done === 'changed'
  return (
    <EntryFrame title={t('title')} lead={null}>
      <div className="mt-4 space-y-4">
        <Notice tone={isGood ? 'good' : 'bad'}>{isGood ? t(done) : t('invalid')}</Notice>
        <TextLink href="/account">{(await getTranslations('account'))('own')}</TextLink>
      </div>
    </EntryFrame>
  )
}

export default AddressPage
