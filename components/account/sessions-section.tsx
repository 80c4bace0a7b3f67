'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import type { AccountDto } from '@/lib/dto/account'
import { endSessionMutation } from '@/lib/queries/account'
import { useAnnounce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Status } from '@/components/ui/status'
import { Moment } from '@/components/values/moment'
import { useProblemWords } from '@/components/values/use-problem-words'
import { AccountSection } from './account-section'
import { FormProblem } from './form-problem'

type SessionDto = AccountDto['sessions'][number]

/** Every browser that is signed in, and the way to end what one does not recognise. */
export const SessionsSection = ({ sessions }: { sessions: readonly SessionDto[] }) => {
  const t = useTranslations('security.sessions')
  const announce = useAnnounce()
  const problemWords = useProblemWords()
  const list = useRef<HTMLUListElement>(null)
  const { mutate, isPending, error } = useMutation(endSessionMutation(useQueryClient()))
  const end = (id: string | null, sentence: string) => {
    if (isPending) return
    mutate(id, {
      onSuccess: () => {
        announce(sentence)
        // The button that was pressed goes with its session.
        list.current?.focus()
      },
    })
  }
  return (
    <AccountSection title={t('title')} lead={t('lead')}>
      <FormProblem problem={error === null ? null : problemWords(error)} />
      <ul ref={list} tabIndex={-1} className="divide-y divide-line outline-none">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} isPending={isPending} onEnd={end} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <Button
          aria-disabled={isPending}
          onClick={() => {
            end(null, t('othersEnded'))
          }}
        >
          {t('endOthers')}
        </Button>
      )}
    </AccountSection>
  )
}

type SessionRowProps = { session: SessionDto; isPending: boolean; onEnd: (id: string, sentence: string) => void }

const SessionRow = ({ session, isPending, onEnd }: SessionRowProps) => {
  const t = useTranslations('security.sessions')
  const device = session.device ?? t('unknown')
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex flex-wrap items-center gap-x-2 font-medium">
          {device}
          {session.isThisOne && (
            <Status tone="good" icon="check">
              {t('thisOne')}
            </Status>
          )}
        </p>
        <p className="text-small text-muted">
          {t('started')} <Moment at={session.createdAt} />
          {session.lastSeenAt !== null && (
            <>
              {' · '}
              {t('seen')} <Moment at={session.lastSeenAt} />
            </>
          )}
        </p>
      </div>
      {!session.isThisOne && (
        <Button
          aria-label={t('endLabel', { device })}
          aria-disabled={isPending}
          onClick={() => {
            onEnd(session.id, t('ended', { device }))
          }}
        >
          {t('end')}
        </Button>
      )}
    </li>
  )
}
