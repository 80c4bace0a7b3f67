'use client'

import { useTranslations } from 'next-intl'
import type { AccountDto } from '@/lib/dto/account'
import { Button } from '@/components/ui/button'
import { Status } from '@/components/ui/status'
import { Moment } from '@/components/values/moment'
import { AccountSection } from './account-section'
import { DoneNote } from './done-note'
import { SecondFactorOn } from './second-factor-on'
import { SecondFactorSetup } from './second-factor-setup'
import { focusIt, useAccountForm } from './use-account-form'

/** The second factor: whether it is on, and how to turn it on or off. */
export const SecondFactorSection = ({ account }: { account: AccountDto }) => {
  const t = useTranslations('security.secondFactor')
  const { isOpen, done, onOpener, open, close } = useAccountForm()
  const { secondFactor } = account
  return (
    <AccountSection title={t('title')} lead={t('lead')}>
      {secondFactor === null ? (
        <p>
          <Status tone="calm" icon="circle">
            {t('off')}
          </Status>
        </p>
      ) : (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Status tone="good" icon="check">
            {t('on')}
          </Status>
          <span className="text-small text-muted">
            {t('since')} <Moment at={secondFactor.since} />
          </span>
        </p>
      )}
      <DoneNote ref={focusIt} sentence={done} />
      {secondFactor !== null && <SecondFactorOn account={account} codesLeft={secondFactor.codesLeft} onOff={close} />}
      {secondFactor === null && !isOpen && (
        <Button ref={onOpener} onClick={open}>
          {t('turnOn')}
        </Button>
      )}
      {secondFactor === null && isOpen && <SecondFactorSetup account={account} onClose={close} />}
    </AccountSection>
  )
}
