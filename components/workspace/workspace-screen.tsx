'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useRef, useState, type SyntheticEvent } from 'react'
import type { WorkspaceDto } from '@/lib/dto/workspace'
import type { Seed } from '@/lib/queries/seed'
import { leaveMutation, renameMutation, workspaceQuery } from '@/lib/queries/workspace'
import { AccountSection } from '@/components/account/account-section'
import { DoneNote } from '@/components/account/done-note'
import { FormProblem } from '@/components/account/form-problem'
import { useAnnounce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { TextLink } from '@/components/ui/text-link'
import { QueryProblem } from '@/components/values/query-problem'
import { useProblemWords } from '@/components/values/use-problem-words'
import { ConfirmDialog } from './confirm-dialog'

/** The workspace itself: its name, one's own role, and the way out. */
export const WorkspaceScreen = ({ seed }: { seed: Seed<WorkspaceDto> }) => {
  const t = useTranslations('workspace')
  const roleWords = useTranslations('roles')
  const { data: workspace, error } = useQuery(workspaceQuery(seed))
  return (
    <>
      <QueryProblem error={error} />
      <div className="max-w-5xl space-y-5">
        <AccountSection title={t('name.title')} lead={t('name.lead')}>
          {workspace.canManage ? (
            <NameForm workspace={workspace} />
          ) : (
            <p className="font-medium break-words">{workspace.name}</p>
          )}
        </AccountSection>
        <AccountSection title={t('role.title')} lead={t('role.lead')}>
          <p>
            <span className="font-medium">{roleWords(`name.${workspace.role}`)}</span>
            <span className="block text-muted">{roleWords(`text.${workspace.role}`)}</span>
          </p>
        </AccountSection>
        <AccountSection title={t('leave.title')} lead={t('leave.lead')}>
          <LeavePart workspace={workspace} />
        </AccountSection>
      </div>
    </>
  )
}

const NameForm = ({ workspace }: { workspace: WorkspaceDto }) => {
  const t = useTranslations('workspace')
  const router = useRouter()
  const announce = useAnnounce()
  const problemWords = useProblemWords()
  const [name, setName] = useState(workspace.name)
  const { mutate, isPending, isSuccess, error, reset } = useMutation(renameMutation(useQueryClient(), workspace.id))
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (isPending) return
    mutate(
      { name: name.trim() },
      {
        onSuccess: () => {
          announce(t('saved'))
          // The frame around the page says the name too.
          router.refresh()
        },
      },
    )
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      <FormProblem problem={error === null ? null : problemWords(error)} />
      <Field id="workspace-name" label={t('name.field')}>
        <Input
          id="workspace-name"
          autoComplete="off"
          maxLength={100}
          required
          value={name}
          onChange={({ currentTarget: { value } }) => {
            setName(value)
            reset()
          }}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" aria-disabled={isPending}>
          {t('name.submit')}
        </Button>
        <DoneNote sentence={isSuccess ? t('saved') : null} />
      </div>
    </form>
  )
}

const LeavePart = ({ workspace }: { workspace: WorkspaceDto }) => {
  const t = useTranslations('workspace.leave')
  const cancel = useTranslations('workspace')('cancel')
  const opener = useRef<HTMLButtonElement>(null)
  const [isAsking, setIsAsking] = useState(false)
  const { mutate, isPending, error } = useMutation(leaveMutation(workspace.id))
  if (workspace.isLastOwner)
    return (
      <>
        <p>{t('last')}</p>
        <TextLink href="/werkruimte/mensen">{t('toPeople')}</TextLink>
      </>
    )
  return (
    <>
      <p>{t('text')}</p>
      <Button
        ref={opener}
        onClick={() => {
          setIsAsking(true)
        }}
      >
        {t('open')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('question', { name: workspace.name })}
        description={t('text')}
        confirm={t('confirm')}
        {...{ cancel, error, isPending, returnFocusTo: opener }}
        onClose={() => {
          setIsAsking(false)
        }}
        onConfirm={() => {
          mutate(undefined, {
            onSuccess: () => {
              // Another workspace of his, or the page that says that there is none; nothing of this one stays in memory.
              window.location.reload()
            },
          })
        }}
      />
    </>
  )
}
