'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { EditedCombiDto } from '@/lib/dto/editing'
import { pauseMutation } from '@/lib/queries/editing'
import { AccountSection } from '@/components/account/account-section'
import { DoneNote } from '@/components/account/done-note'
import { FormProblem } from '@/components/setup/form-problem'
import { useAnnounce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Status } from '@/components/ui/status'

const looks = {
  active: { words: 'running', tone: 'good', icon: 'check' },
  paused: { words: 'paused', tone: 'calm', icon: 'pause' },
  reconnect: { words: 'reconnect', tone: 'bad', icon: 'unplugged' },
} as const

/** Whether the combi runs, and the button that changes that. */
export const PauseCard = ({ combi }: { combi: EditedCombiDto }) => {
  const t = useTranslations('editing.pause')
  const announce = useAnnounce()
  const [state, setState] = useState(combi.state)
  const [done, setDone] = useState<string | null>(null)
  const { mutate, isPending, error } = useMutation(pauseMutation(useQueryClient(), combi.id))
  const { words, ...look } = looks[state]
  const isPaused = state === 'paused'
  const change = () => {
    if (isPending) return
    mutate(isPaused ? 'resume' : 'pause', {
      onSuccess: () => {
        const isBroken = combi.accounts.some(({ needsReconnect }) => needsReconnect)
        const sentence = t(isPaused ? 'resumedNow' : 'pausedNow')
        setState(isPaused ? (isBroken ? 'reconnect' : 'active') : 'paused')
        setDone(isPaused && isBroken ? null : sentence)
        announce(sentence)
      },
    })
  }
  return (
    <AccountSection title={t('title')} lead={t('lead')}>
      <Status {...look}>{t(words)}</Status>
      <p>{t(`${words}Text`)}</p>
      <FormProblem error={error} />
      {combi.canManage && (
        <div className="flex flex-wrap items-center gap-3">
          <Button aria-disabled={isPending} onClick={change}>
            {t(isPaused ? 'resume' : 'pause')}
          </Button>
          <DoneNote sentence={done} />
        </div>
      )}
    </AccountSection>
  )
}
