'use client'

import { useTranslations } from 'next-intl'
import type { SetupMappingDto, SetupMappingRequestDto } from '@/lib/dto/setup'
import { Cell, ColumnHead, StackedRow, StackedTable } from '@/components/ui/stacked-table'
import { Status } from '@/components/ui/status'
import { accountText } from './default-account'
import { fieldId } from './field-id'
import { PlacedSelect } from './placed-select'

type Administration = SetupMappingDto['administrations'][number]
type Group = Administration['groups'][number]

export type MappingTableProps = {
  administration: Administration
  onChange: (change: Partial<SetupMappingRequestDto>) => void
  problemAt: (field: string) => string | null
  /** How often a choice could not be kept. */
  failures: number
  /** What waits for this choice, in words; null for nothing. */
  waitingAt?: (kind: 'group' | 'vat', ref: string) => string | null
}

/** The revenue groups with the account that each is booked on. */
export const GroupsTable = ({ administration, onChange, problemAt, failures, waitingAt }: MappingTableProps) => {
  const t = useTranslations('setup.mapping.groups')
  const { ref, name, accounts, groups } = administration
  const unchosenText = ({ chosenAccount, state, account }: Group): string => {
    if (chosenAccount !== null) return t('unchosen')
    return t(state === 'named' ? 'byName' : 'byDefault', { account: accountText(account) })
  }
  return (
    <div className="mt-3 overflow-hidden rounded-control border border-line">
      <StackedTable caption={t('caption', { administration: name })}>
        <thead role="rowgroup">
          <tr role="row">
            <ColumnHead>{t('group')}</ColumnHead>
            <ColumnHead>{t('account')}</ColumnHead>
            <ColumnHead>{t('state')}</ColumnHead>
          </tr>
        </thead>
        {groups.map((group) => {
          const field = `ledger.${ref}.${group.ref}`
          return (
            <StackedRow key={group.ref}>
              <Cell place="line" className="font-medium lg:pt-4.5!">
                {group.label}
              </Cell>
              <Cell place="line">
                <PlacedSelect
                  id={fieldId(field)}
                  label={t('accountFor', { group: group.label })}
                  problem={problemAt(field)}
                  failures={failures}
                  value={group.chosenAccount ?? ''}
                  unchosen={unchosenText(group)}
                  choices={accounts.map((account) => ({ value: account.number, label: accountText(account) }))}
                  onChoose={(account) => {
                    onChange({ ledger: [{ administration: ref, revenueGroup: group.ref, account }] })
                  }}
                />
              </Cell>
              <Cell place="line" className="lg:pt-4.5!">
                <GroupState group={group} />
                <Waiting words={waitingAt?.('group', group.ref) ?? null} />
              </Cell>
            </StackedRow>
          )
        })}
      </StackedTable>
    </div>
  )
}

const GroupState = ({ group: { state, account } }: { group: Group }) => {
  const t = useTranslations('setup.mapping.groups')
  const { number } = account
  if (state === 'named')
    return (
      <Status tone="good" icon="check">
        {t('isNamed', { number })}
      </Status>
    )
  if (state === 'chosen')
    return (
      <Status tone="good" icon="check">
        {t('isChosen', { number })}
      </Status>
    )
  return (
    <Status tone="bad" icon={state === 'blocked' ? 'slash' : 'triangle'}>
      {t(state === 'blocked' ? 'isBlocked' : 'isDefault', { number })}
    </Status>
  )
}

/** Says beneath a state that something waits for another choice. */
export const Waiting = ({ words }: { words: string | null }) =>
  words === null ? null : <span className="mt-1 block font-medium text-warn">{words}</span>
