'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { SetupMappingDto, SetupMappingRequestDto } from '@/lib/dto/setup'
import { saveMappingMutation, setupMappingQuery } from '@/lib/queries/setup'
import { useAnnounce } from '@/components/ui/announcer'
import { focusFirstProblem } from './field-id'
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
  const { change, goOn, isBusy, error, problemAt } = useMappingChanges()
  return (
    <div className="space-y-8">
      {mapping.administrations.map((administration) => (
        <section key={administration.ref} aria-labelledby={`administration-${administration.ref}`}>
          <h2 id={`administration-${administration.ref}`} className="text-heading font-semibold">
            {administration.name}
          </h2>
          <GroupsTable administration={administration} onChange={change} problemAt={problemAt} />
          <VatTable administration={administration} onChange={change} problemAt={problemAt} />
        </section>
      ))}
      <FormProblem error={error} />
      <StepSubmit label={t('next')} isBusy={isBusy} busy={t('saving')} idle={t('saved')} onClick={goOn} />
    </div>
  )
}

/** Keeps each choice as it is made, and goes on when everything that must be chosen is. */
const useMappingChanges = () => {
  const t = useTranslations('setup.mapping')
  const announce = useAnnounce()
  const { mutate, data, isPending, error } = useMutation(saveMappingMutation(useQueryClient()))
  const problems = data?.problems ?? []
  const change = (changes: Partial<SetupMappingRequestDto>) => {
    mutate(
      { ledger: [], vat: [], ...changes },
      {
        onSuccess: ({ problems: found }) => {
          announce(found.length === 0 ? t('saved') : t('problems', { count: found.length }))
        },
      },
    )
  }
  const goOn = () => {
    if (isPending) return
    // Nothing changed: what is asked is whether all is well.
    mutate(
      { ledger: [], vat: [] },
      {
        onSuccess: ({ problems: found }) => {
          if (found.length === 0) {
            goTo(setupPath('controle'))
            return
          }
          announce(t('problems', { count: found.length }))
          requestAnimationFrame(() => {
            focusFirstProblem(found)
          })
        },
      },
    )
  }
  return { change, goOn, isBusy: isPending, error, problemAt: useFieldWords(problems) }
}
