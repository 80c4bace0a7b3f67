'use client'

import { useTranslations } from 'next-intl'
import { useState, type SyntheticEvent } from 'react'
import type { EditedCombiDto } from '@/lib/dto/editing'
import { connectMutation } from '@/lib/queries/editing'
import { FormProblem } from '@/components/setup/form-problem'
import { goTo } from '@/components/setup/go-to'
import { KeyFields } from '@/components/setup/key-fields'
import { textIn } from '@/components/setup/text-in'
import { useStepAction } from '@/components/setup/use-step-action'
import { AccountSection } from '@/components/account/account-section'
import { Button } from '@/components/ui/button'
import { Status } from '@/components/ui/status'
import { DayText } from '@/components/values/day'
import { useVendorName } from '@/components/values/use-vendor-name'

type ConnectionsScreenProps = { combi: EditedCombiDto }
type Account = EditedCombiDto['accounts'][number]

/** Both accounts of a combi, and the way to sign in to one anew. */
export const ConnectionsScreen = ({ combi: { id, canManage, accounts } }: ConnectionsScreenProps) => (
  <div className="max-w-5xl space-y-5">
    {accounts.map((account) => (
      <AccountCard key={account.side} {...{ combiId: id, canManage, account }} />
    ))}
  </div>
)

type AccountCardProps = { combiId: string; canManage: boolean; account: Account }

const AccountCard = ({ combiId, canManage, account }: AccountCardProps) => {
  const t = useTranslations('editing.connections')
  const vendor = useVendorName()(account.connector)
  return (
    <AccountSection title={vendor} lead={t(account.side)}>
      <dl className="space-y-2">
        <div>
          <dt className="text-small text-muted">{t('account')}</dt>
          <dd className="font-medium break-words">{account.account}</dd>
        </div>
        <div>
          <dt className="text-small text-muted">{t('state')}</dt>
          <dd>
            <Status
              tone={account.needsReconnect ? 'bad' : 'good'}
              icon={account.needsReconnect ? 'unplugged' : 'check'}
            >
              {t(account.needsReconnect ? 'broken' : 'good')}
            </Status>
          </dd>
        </div>
        {account.expiresOn !== null && (
          <div>
            <dt className="text-small text-muted">{t('expires')}</dt>
            <dd>
              <DayText day={account.expiresOn} />
            </dd>
          </div>
        )}
      </dl>
      {canManage && (
        <>
          <p className="text-muted">{t('sameAccount')}</p>
          {account.canSignIn || account.side === 'books' ? (
            <SignInAgain {...{ combiId, account, vendor }} />
          ) : (
            <KeyForm combiId={combiId} />
          )}
        </>
      )}
    </AccountSection>
  )
}

const SignInAgain = ({ combiId, account, vendor }: { combiId: string; account: Account; vendor: string }) => {
  const t = useTranslations('editing.connections')
  const { ask, isBusy, error } = useStepAction(connectMutation(combiId), ({ url }) => {
    goTo(url)
  })
  return (
    <>
      <FormProblem error={error} />
      <Button
        aria-disabled={isBusy}
        onClick={() => {
          ask({ side: account.side })
        }}
      >
        {t('signIn')}
      </Button>
      {isBusy && <p className="text-muted">{t('leaving', { vendor })}</p>}
    </>
  )
}

const KeyForm = ({ combiId }: { combiId: string }) => {
  const t = useTranslations('editing.connections')
  const [isAsking, setIsAsking] = useState(false)
  const { ask, isBusy, error } = useStepAction(connectMutation(combiId), ({ url }) => {
    goTo(url)
  })
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = textIn(event.currentTarget)
    const expiresOn = text('expiresOn') === '' ? null : text('expiresOn')
    ask({ side: 'source', key: { key: text('key'), secret: text('secret'), expiresOn } })
  }
  if (!isAsking)
    return (
      <Button
        onClick={() => {
          setIsAsking(true)
        }}
      >
        {t('withKey')}
      </Button>
    )
  return (
    <form onSubmit={submit} className="space-y-5">
      <KeyFields />
      <FormProblem error={error} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" aria-disabled={isBusy}>
          {t('withKey')}
        </Button>
        <Button
          onClick={() => {
            setIsAsking(false)
          }}
        >
          {t('cancel')}
        </Button>
        {isBusy && <p className="text-muted">{t('checking')}</p>}
      </div>
    </form>
  )
}
