'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useId, useRef, useState, type RefObject } from 'react'
import type { Role } from '@/lib/domain/roles'
import type { PeopleDto, PersonDto } from '@/lib/dto/workspace'
import { DoneNote } from '@/components/account/done-note'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Status } from '@/components/ui/status'
import { Moment } from '@/components/values/moment'
import { ConfirmDialog } from './confirm-dialog'
import { RoleChoice } from './role-choice'
import { usePeopleDeed } from './use-people-deed'

type Question = { kind: 'change-role' | 'remove'; person: PersonDto }

const nameOf = ({ name, email }: PersonDto): string => name ?? email

/** Everybody with his role, and for owners the buttons that change it. */
export const PeopleList = ({ view }: { view: PeopleDto }) => {
  const t = useTranslations('people')
  const router = useRouter()
  const headingId = useId()
  const list = useRef<HTMLUListElement>(null)
  const opener = useRef<HTMLElement>(null)
  const [question, setQuestion] = useState<Question | null>(null)
  const deed = usePeopleDeed(view.workspaceId)
  const ask = (kind: Question['kind'], person: PersonDto, button: HTMLElement) => {
    deed.forget()
    opener.current = button
    setQuestion({ kind, person })
  }
  const close = () => {
    setQuestion(null)
  }
  return (
    <Card className="p-5 sm:p-6">
      <h2 id={headingId} className="mb-3 text-heading font-semibold">
        {t('members')}
      </h2>
      <DoneNote sentence={deed.done} />
      <ul ref={list} tabIndex={-1} aria-labelledby={headingId} className="divide-y divide-line outline-none">
        {view.people.map((person) => (
          <PersonRow key={person.id} person={person} canManage={view.canManage} onAsk={ask} />
        ))}
      </ul>
      {question?.kind === 'change-role' && (
        <RoleDialog
          key={question.person.id}
          {...{ person: question.person, deed, returnFocusTo: opener }}
          onClose={close}
          onDone={() => {
            // Who is owner no longer has no buttons any more.
            if (question.person.isMe) {
              opener.current = list.current
              router.refresh()
            }
            close()
          }}
        />
      )}
      {question?.kind === 'remove' && (
        <ConfirmDialog
          isOpen
          title={t('removeQuestion', { person: nameOf(question.person) })}
          description={t('removeText')}
          confirm={t('remove')}
          cancel={t('cancel')}
          error={deed.error}
          isPending={deed.isPending}
          returnFocusTo={opener}
          onClose={close}
          onConfirm={() => {
            const { person } = question
            deed.act({ kind: 'remove', personId: person.id }, t('removed', { person: nameOf(person) }), () => {
              // The button that was pressed goes with its person.
              opener.current = list.current
              close()
            })
          }}
        />
      )}
    </Card>
  )
}

type PersonRowProps = {
  person: PersonDto
  canManage: boolean
  onAsk: (kind: Question['kind'], person: PersonDto, button: HTMLElement) => void
}

const PersonRow = ({ person, canManage, onAsk }: PersonRowProps) => {
  const t = useTranslations('people')
  const roleNames = useTranslations('roles.name')
  const label = nameOf(person)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 last:pb-0">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          <span className="min-w-0 break-words">{label}</span>
          {person.isMe && <span className="text-small text-muted">({t('me')})</span>}
          <Status tone={person.role === 'owner' ? 'good' : 'calm'} icon="person">
            {roleNames(person.role)}
          </Status>
        </p>
        <p className="text-small break-all text-muted">
          {person.name !== null && `${person.email} · `}
          {t('since')} <Moment at={person.since} />
        </p>
      </div>
      {canManage && (
        <div className="flex flex-wrap gap-2">
          <Button
            aria-label={t('changeRoleOf', { person: label })}
            onClick={({ currentTarget }) => {
              onAsk('change-role', person, currentTarget)
            }}
          >
            {t('changeRole')}
          </Button>
          {!person.isMe && (
            <Button
              aria-label={t('removeOf', { person: label })}
              onClick={({ currentTarget }) => {
                onAsk('remove', person, currentTarget)
              }}
            >
              {t('remove')}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

type RoleDialogProps = {
  person: PersonDto
  deed: ReturnType<typeof usePeopleDeed>
  returnFocusTo: RefObject<HTMLElement | null>
  onClose: () => void
  onDone: () => void
}

const RoleDialog = ({ person, deed, returnFocusTo, onClose, onDone }: RoleDialogProps) => {
  const t = useTranslations('people')
  const [role, setRole] = useState<Role>(person.role)
  const label = nameOf(person)
  return (
    <ConfirmDialog
      isOpen
      title={t('changeRoleOf', { person: label })}
      description={t('changeRoleText')}
      confirm={t('save')}
      cancel={t('cancel')}
      error={deed.error}
      isPending={deed.isPending}
      returnFocusTo={returnFocusTo}
      onClose={onClose}
      onConfirm={() => {
        deed.act({ kind: 'change-role', personId: person.id, role }, t('roleChanged', { person: label }), onDone)
      }}
    >
      <RoleChoice legend={t('invite.role')} role={role} onChoose={setRole} />
    </ConfirmDialog>
  )
}
