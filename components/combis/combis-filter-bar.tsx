import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { combiStatuses } from '@/lib/domain/combi-status'
import type { CombiDto } from '@/lib/dto/combis'
import { useAnnounce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { SearchInput } from '@/components/ui/search-input'
import { Select } from '@/components/ui/select'
import type { CombisFilter } from './combi-filter'

type CombisFilterBarProps = {
  filter: CombisFilter
  items: readonly CombiDto[]
  shownCount: number
  onChange: (filter: CombisFilter) => void
}

/** Narrows the combi's by words, state and workspace; says how many are left. */
export const CombisFilterBar = ({ filter, items, shownCount, onChange }: CombisFilterBarProps) => {
  const t = useTranslations('combis')
  const workspaces = [...new Map(items.map(({ workspace }) => [workspace.id, workspace.name]))].toSorted(
    ([, one], [, other]) => one.localeCompare(other),
  )
  const isNarrowed = filter.text !== '' || filter.status !== null || filter.workspace !== null
  const shown = isNarrowed ? t('filter.shown', { shown: shownCount, all: items.length }) : ''
  const announce = useAnnounce()
  useEffect(() => {
    if (shown !== '') announce(shown)
  }, [shown, announce])
  return (
    <div role="search" aria-label={t('filter.label')} className="mb-4 flex flex-wrap items-center gap-2">
      <SearchInput
        label={t('filter.text')}
        value={filter.text}
        onChange={(text) => {
          onChange({ ...filter, text })
        }}
      />
      <Select
        aria-label={t('filter.status')}
        className="w-auto max-sm:flex-1"
        value={filter.status ?? ''}
        onChange={({ currentTarget: { value } }) => {
          onChange({ ...filter, status: combiStatuses.find((status) => status === value) ?? null })
        }}
      >
        <option value="">{t('filter.allStatuses')}</option>
        {combiStatuses.map((status) => (
          <option key={status} value={status}>
            {t('filter.statusCount', {
              status: t(`status.${status}`),
              count: items.filter((combi) => combi.status === status).length,
            })}
          </option>
        ))}
      </Select>
      {workspaces.length > 1 && (
        <Select
          aria-label={t('filter.workspace')}
          className="w-auto max-sm:flex-1"
          value={filter.workspace ?? ''}
          onChange={({ currentTarget: { value } }) => {
            onChange({ ...filter, workspace: value === '' ? null : value })
          }}
        >
          <option value="">{t('filter.allWorkspaces')}</option>
          {workspaces.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
      {isNarrowed && (
        <Button
          look="plain"
          onClick={() => {
            onChange({ text: '', status: null, workspace: null })
          }}
        >
          {t('filter.clear')}
        </Button>
      )}
      <p className="text-small text-muted">{shown}</p>
    </div>
  )
}
