'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { SetupMappingDto, SetupMappingRequestDto } from '@/lib/dto/setup'
import { saveMappingMutation, setupMappingQuery } from '@/lib/queries/setup'
import { useAnnounce } from '@/components/ui/announcer'
import { FormProblem } from './form-problem'
import { goTo } from './go-to'
import { GroupsTable } from './groups-table'
import { setupPath } from './setup-path'
import { StepQuery } from './step-query'
import { StepSubmit } from './step-submit'
import { useFieldWords } from './use-field-words'
import { VatTable } from './vat-table'

/** What every revenue group and VAT class becomes in the books, to be corrected in place. */
export const MappingScreen = () => {
  const t = useTranslations('setup.mapping')
  return (
    <StepQuery query={useQuery(setupMappingQuery())} waiting={t('waiting')}>
      {(mapping) => <Mapping mapping={mapping} />}
    </StepQuery>
  )
}

const Mapping = ({ mapping }: { mapping: SetupMappingDto }) => {
  const t = useTranslations('setup.mapping')
  const { change, failures, isBusy, error, problemAt } = useMappingChanges()
  const table = { onChange: change, problemAt, failures }
  return (
    <div className="space-y-8">
      {mapping.administrations.map((administration) => (
        <section key={administration.ref} aria-labelledby={`administration-${administration.ref}`}>
          <h2 id={`administration-${administration.ref}`} className="text-heading font-semibold">
            {administration.name}
          </h2>
          <GroupsTable administration={administration} {...table} />
          <VatTable administration={administration} {...table} />
        </section>
      ))}
      <FormProblem error={error} />
      <StepSubmit
        label={t('next')}
        isBusy={isBusy}
        busy={t('saving')}
        idle={t('saved')}
        onClick={() => {
          if (!isBusy) goTo(setupPath('controle'))
        }}
      />
    </div>
  )
}

/** Keeps each choice as it is made. */
const useMappingChanges = () => {
  const t = useTranslations('setup.mapping')
  const announce = useAnnounce()
  const [failures, setFailures] = useState(0)
  const { mutate, data, isPending, error } = useMutation(saveMappingMutation(useQueryClient()))
  const change = (changes: Partial<SetupMappingRequestDto>) => {
    mutate(
      { ledger: [], vat: [], ...changes },
      {
        onSuccess: ({ problems }) => {
          announce(problems.length === 0 ? t('kept') : t('problems', { count: problems.length }))
        },
        onError: () => {
          setFailures((count) => count + 1)
        },
      },
    )
  }
  return { change, failures, isBusy: isPending, error, problemAt: useFieldWords(data?.problems ?? []) }
}
