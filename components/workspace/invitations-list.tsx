'use client'

import { useTranslations } from 'next-intl'
import { useId, useRef } from 'react'
import type { InvitationDto } from '@/lib/dto/workspace'
import { DoneNote } from '@/components/account/done-note'
import { FormProblem } from '@/components/account/form-problem'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Status } from '@/components/ui/status'
import { Moment } from '@/components/values/moment'
import { useProblemWords } from '@/components/values/use-problem-words'
import { usePeopleDeed } from './use-people-deed'

type InvitationsListProps = { workspaceId: string; invitations: readonly InvitationDto[] }

/** Who was asked to join and has yet to answer. It stays, empty, until the page is left, to say what was done. */
export const InvitationsList = ({ workspaceId, invitations }: InvitationsListProps) => {
  const t = useTranslations('people.invitations')
  const problemWords = useProblemWords()
  const headingId = useId()
  const list = useRef<HTMLUListElement>(null)
  const { act, isPending, error, done } = usePeopleDeed(workspaceId)
  if (invitations.length === 0 && done === null) return null
  return (
    <Card className="p-5 sm:p-6">
      <h2 id={headingId} className="mb-3 text-heading font-semibold">
        {t('title')}
      </h2>
      <FormProblem problem={error === null ? null : problemWords(error)} />
      <DoneNote sentence={done} />
      <ul ref={list} tabIndex={-1} aria-labelledby={headingId} className="divide-y divide-line outline-none">
        {invitations.map((invitation) => (
          <InvitationRow
            key={invitation.id}
            invitation={invitation}
            isPending={isPending}
            onResend={({ id, email }) => {
              act({ kind: 'resend', invitationId: id }, t('resent', { email }))
            }}
            onRevoke={({ id, email }) => {
              act({ kind: 'revoke', invitationId: id }, t('revoked', { email }), () => {
                // The button that was pressed goes with its invitation.
                list.current?.focus()
              })
            }}
          />
        ))}
      </ul>
    </Card>
  )
}

type InvitationRowProps = {
  invitation: InvitationDto
  isPending: boolean
  onResend: (invitation: InvitationDto) => void
  onRevoke: (invitation: InvitationDto) => void
}

const InvitationRow = ({ invitation, isPending, onResend, onRevoke }: InvitationRowProps) => {
  const t = useTranslations('people.invitations')
  const roleNames = useTranslations('roles.name')
  const { email, role, sentAt, expiresAt, isExpired } = invitation
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 last:pb-0">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          <span className="min-w-0 break-all">{email}</span>
          <Status tone="calm" icon="person">
            {roleNames(role)}
          </Status>
          {isExpired && (
            <Status tone="warn" icon="clock">
              {t('expired')}
            </Status>
          )}
        </p>
        <p className="text-small text-muted">
          {t('sent')} <Moment at={sentAt} />
          {!isExpired && (
            <>
              , {t('expires')} <Moment at={expiresAt} />
            </>
          )}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          aria-label={t('resendOf', { email })}
          aria-disabled={isPending}
          onClick={() => {
            onResend(invitation)
          }}
        >
          {t('resend')}
        </Button>
        <Button
          aria-label={t('revokeOf', { email })}
          aria-disabled={isPending}
          onClick={() => {
            onRevoke(invitation)
          }}
        >
          {t('revoke')}
        </Button>
      </div>
    </li>
  )
}
