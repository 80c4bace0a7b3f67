'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import type { EditedCombiDto } from '@/lib/dto/editing'
import { removeMutation } from '@/lib/queries/editing'
import { goTo } from '@/components/setup/go-to'
import { AccountSection } from '@/components/account/account-section'
import { Button } from '@/components/ui/button'
import { controlProps, Field, Input } from '@/components/ui/field'
import { TextLink } from '@/components/ui/text-link'
import { ConfirmDialog } from '@/components/workspace/confirm-dialog'

const facts = ['stops', 'secrets', 'books', 'trail', 'again'] as const

/** What removing a combi means, and the way to do it: by typing its name. */
export const RemoveScreen = ({ combi: { id, name, canManage, canReadTrail } }: { combi: EditedCombiDto }) => {
  const t = useTranslations('editing.remove')
  const removed = useTranslations('editing.removed')
  const opener = useRef<HTMLButtonElement>(null)
  const [isAsking, setIsAsking] = useState(false)
  const [typed, setTyped] = useState('')
  const { mutate, isPending, isSuccess, error, reset } = useMutation(removeMutation(id))
  const field = { id: 'combi-name', hint: t('nameIs', { name }) }
  return (
    <div className="max-w-5xl">
      <AccountSection title={t('title')} lead={t('lead')}>
        <ul className="list-disc space-y-1 ps-5">
          {facts.map((fact) => (
            <li key={fact}>{t(fact)}</li>
          ))}
        </ul>
        {canReadTrail && <TextLink href="/combis/verwijderd">{removed('link')}</TextLink>}
        {canManage && (
          <Button
            ref={opener}
            onClick={() => {
              reset()
              setTyped('')
              setIsAsking(true)
            }}
          >
            {t('open')}
          </Button>
        )}
      </AccountSection>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('question', { name })}
        description={t('text')}
        confirm={t('confirm')}
        cancel={t('cancel')}
        {...{ error, isPending: isPending || isSuccess, returnFocusTo: opener }}
        onClose={() => {
          setIsAsking(false)
        }}
        onConfirm={() => {
          mutate(
            { name: typed },
            {
              onSuccess: () => {
                // By a full load: nothing of the removed combi stays in memory.
                goTo('/combis')
              },
            },
          )
        }}
      >
        <Field {...field} label={t('field')}>
          <Input
            {...controlProps(field)}
            required
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={typed}
            onChange={({ currentTarget: { value } }) => {
              setTyped(value)
              reset()
            }}
          />
        </Field>
      </ConfirmDialog>
    </div>
  )
}
