'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState, type SyntheticEvent } from 'react'
import type { PersonDto } from '@/lib/dto/workspace'
import { AccountSection } from '@/components/account/account-section'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { ConfirmDialog } from './confirm-dialog'
import { usePeopleDeed } from './use-people-deed'

type TransferFormProps = { workspaceId: string; others: readonly PersonDto[]; onDone: (sentence: string) => void }

/** Makes somebody else owner in one's own place. */
export const TransferForm = ({ workspaceId, others, onDone }: TransferFormProps) => {
  const t = useTranslations('people.transfer')
  const cancel = useTranslations('people')('cancel')
  const opener = useRef<HTMLButtonElement>(null)
  const [chosenId, setChosenId] = useState('')
  const [isAsking, setIsAsking] = useState(false)
  const { act, isPending, error, forget } = usePeopleDeed(workspaceId)
  const chosen = others.find(({ id }) => id === chosenId)
  const person = chosen === undefined ? '' : (chosen.name ?? chosen.email)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    forget()
    if (chosen !== undefined) setIsAsking(true)
  }
  return (
    <AccountSection title={t('title')} lead={t('lead')}>
      <form onSubmit={submit} className="space-y-4">
        <Field id="new-owner" label={t('person')}>
          <Select
            id="new-owner"
            required
            value={chosenId}
            onChange={({ currentTarget: { value } }) => {
              setChosenId(value)
            }}
          >
            <option value="">{t('choose')}</option>
            {others.map(({ id, name, email }) => (
              <option key={id} value={id}>
                {name === null ? email : `${name} (${email})`}
              </option>
            ))}
          </Select>
        </Field>
        <Button ref={opener} type="submit">
          {t('open')}
        </Button>
      </form>
      <ConfirmDialog
        isOpen={isAsking && chosen !== undefined}
        title={t('question', { person })}
        description={t('text', { person })}
        confirm={t('confirm')}
        {...{ cancel, error, isPending, returnFocusTo: opener }}
        onClose={() => {
          setIsAsking(false)
        }}
        onConfirm={() => {
          const sentence = t('done', { person })
          act({ kind: 'transfer', personId: chosenId }, sentence, () => {
            setIsAsking(false)
            onDone(sentence)
          })
        }}
      />
    </AccountSection>
  )
}
