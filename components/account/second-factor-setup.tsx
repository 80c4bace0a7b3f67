'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { AccountDto, SecondFactorOfferDto } from '@/lib/dto/account'
import { enableSecondFactorMutation, offerSecondFactorMutation } from '@/lib/queries/account'
import { Field, Input } from '@/components/ui/field'
import { AccountForm, ProofField, readProof } from './account-form'
import { RecoveryCodes } from './recovery-codes'

type SecondFactorSetupProps = { account: AccountDto; onClose: (done?: string) => void }

/** Turns the second factor on in three steps: the password, the app, and the recovery codes. */
export const SecondFactorSetup = ({ account, onClose }: SecondFactorSetupProps) => {
  const t = useTranslations('security.secondFactor')
  const queryClient = useQueryClient()
  const [codes, setCodes] = useState<string[] | null>(null)
  const offer = useMutation(offerSecondFactorMutation())
  const enable = useMutation(enableSecondFactorMutation())
  const cancel = () => {
    onClose()
  }
  if (codes !== null)
    return (
      <RecoveryCodes
        codes={codes}
        onKept={() => {
          onClose(t('enabled'))
          void queryClient.invalidateQueries({ queryKey: ['account'] })
        }}
      />
    )
  if (offer.data === undefined)
    return (
      <AccountForm
        key="proof"
        submit={t('next')}
        isPending={offer.isPending}
        error={offer.error}
        onClose={cancel}
        onSend={(read) => {
          offer.mutate({ proof: readProof(account, read) })
        }}
      >
        <ProofField account={account} />
      </AccountForm>
    )
  return (
    <AccountForm
      key="code"
      submit={t('enable')}
      isPending={enable.isPending}
      error={enable.error}
      onClose={cancel}
      onSend={(read) => {
        enable.mutate(
          { code: read('code') },
          {
            onSuccess: (made) => {
              setCodes(made.codes)
            },
          },
        )
      }}
    >
      <Offer offer={offer.data} />
      <Field id="first-code" label={t('code')}>
        <Input id="first-code" name="code" inputMode="numeric" autoComplete="one-time-code" maxLength={10} required />
      </Field>
    </AccountForm>
  )
}

/** White around dark, by night as well: cameras do not read it the other way around. */
const quietZone = 4

const Offer = ({ offer: { secret, qrCode } }: { offer: SecondFactorOfferDto }) => {
  const t = useTranslations('security.secondFactor')
  const width = qrCode.size + 2 * quietZone
  return (
    <>
      <p>{t('scan')}</p>
      <svg
        role="img"
        aria-label={t('qrCode')}
        viewBox={`${-quietZone} ${-quietZone} ${width} ${width}`}
        shapeRendering="crispEdges"
        className="size-48 rounded-control border border-line"
      >
        <rect x={-quietZone} y={-quietZone} width={width} height={width} fill="#fff" />
        <path d={qrCode.path} fill="#000" />
      </svg>
      <p>
        {t('typed')}
        <code className="mt-1 block rounded-control bg-sunken px-3 py-2 font-mono text-small">
          {secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
        </code>
      </p>
    </>
  )
}
