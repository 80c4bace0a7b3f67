'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { CombiMappingDto } from '@/lib/dto/editing'
import type { SetupMappingRequestDto } from '@/lib/dto/setup'
import { ApiError } from '@/lib/queries/api'
import { combiMappingQuery, saveCombiMappingMutation } from '@/lib/queries/editing'
import { FormProblem } from '@/components/setup/form-problem'
import { GroupsTable } from '@/components/setup/groups-table'
import { StepQuery } from '@/components/setup/step-query'
import { StepSubmit } from '@/components/setup/step-submit'
import { useFieldWords } from '@/components/setup/use-field-words'
import { VatTable } from '@/components/setup/vat-table'
import { useAnnounce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'

type CombiMappingScreenProps = { combiId: string; canManage: boolean }

/** What every revenue group and VAT class becomes, with the invoices that wait for a choice. */
export const CombiMappingScreen = ({ combiId, canManage }: CombiMappingScreenProps) => {
  const t = useTranslations('editing.mapping')
  const query = useQuery(combiMappingQuery(combiId))
  const [isSaved, setIsSaved] = useState(false)
  return (
    <Card className="max-w-5xl p-5 sm:p-6">
      <StepQuery query={query} waiting={t('waiting')}>
        {(mapping) => (
          <CombiMapping
            key={mapping.version}
            {...{ combiId, canManage, mapping, isSaved }}
            onSaved={() => {
              setIsSaved(true)
              void query.refetch()
            }}
            onReload={() => {
              setIsSaved(false)
              void query.refetch()
            }}
          />
        )}
      </StepQuery>
    </Card>
  )
}

type CombiMappingProps = CombiMappingScreenProps & {
  mapping: CombiMappingDto
  isSaved: boolean
  onSaved: () => void
  onReload: () => void
}

const CombiMapping = ({ combiId, canManage, mapping, isSaved, onSaved, onReload }: CombiMappingProps) => {
  const t = useTranslations('editing.mapping')
  const reload = useTranslations('editing.settings')('reload')
  const announce = useAnnounce()
  const [chosen, setChosen] = useState<SetupMappingRequestDto>({ ledger: [], vat: [] })
  const { mutate, data, isPending, error } = useMutation(saveCombiMappingMutation(combiId))
  const problemAt = useFieldWords(data?.problems ?? [])
  const count = chosen.ledger.length + chosen.vat.length
  const save = () => {
    if (isPending || count === 0) return
    mutate(
      { version: mapping.version, ...chosen },
      {
        onSuccess: ({ problems }) => {
          announce(problems.length === 0 ? t('saved') : t('problems', { count: problems.length }))
          if (problems.length === 0) onSaved()
        },
      },
    )
  }
  const waitingAt = (administration: string) => (kind: 'group' | 'vat', ref: string) => {
    const found = mapping.waiting.find(
      (one) => one.administration === administration && one.kind === kind && one.ref === ref,
    )
    return found === undefined ? null : t('heldHere', { count: found.count })
  }
  const isChangedElsewhere = error instanceof ApiError && error.code === 'settings-changed'
  return (
    <fieldset disabled={!canManage} className="space-y-8">
      {mapping.waitingCount === 0 ? (
        <p className="text-muted">{t('none')}</p>
      ) : (
        <Notice
          tone="warn"
          actions={<TextLink href={`/facturen?state=action&combi=${combiId}`}>{t('heldLink')}</TextLink>}
        >
          <p className="font-medium">{t('held', { count: mapping.waitingCount })}</p>
          <p>{t('heldText')}</p>
        </Notice>
      )}
      {mapping.administrations.map((administration) => {
        const table = {
          ...{ administration, problemAt, failures: 0 },
          waitingAt: waitingAt(administration.ref),
          onChange: (change: Partial<SetupMappingRequestDto>) => {
            setChosen((before) => withChange(before, change))
          },
        }
        return (
          <section key={administration.ref} aria-labelledby={`administration-${administration.ref}`}>
            <h2 id={`administration-${administration.ref}`} className="text-heading font-semibold">
              {administration.name}
            </h2>
            <GroupsTable {...table} />
            <VatTable {...table} />
          </section>
        )
      })}
      <FormProblem error={error} actions={isChangedElsewhere && <Button onClick={onReload}>{reload}</Button>} />
      {canManage && (
        <StepSubmit
          label={t('save')}
          isBusy={isPending}
          busy={t('saving')}
          idle={count > 0 ? t('unsaved', { count }) : isSaved ? t('saved') : ''}
          onClick={save}
        />
      )}
    </fieldset>
  )
}

/** The last choice for a group or class counts. */
const withChange = (
  before: SetupMappingRequestDto,
  { ledger = [], vat = [] }: Partial<SetupMappingRequestDto>,
): SetupMappingRequestDto => ({
  ledger: [
    ...before.ledger.filter(
      (one) =>
        !ledger.some((next) => next.administration === one.administration && next.revenueGroup === one.revenueGroup),
    ),
    ...ledger,
  ],
  vat: [
    ...before.vat.filter(
      (one) => !vat.some((next) => next.administration === one.administration && next.vatClass === one.vatClass),
    ),
    ...vat,
  ],
})
