'use client'

import { useTranslations } from 'next-intl'
import type { SetupMappingDto } from '@/lib/dto/setup'
import { Cell, ColumnHead, StackedRow, StackedTable } from '@/components/ui/stacked-table'
import { Status } from '@/components/ui/status'
import { useFormats } from '@/components/values/use-formats'
import { fieldId } from './field-id'
import { Waiting, type MappingTableProps } from './groups-table'
import { PlacedSelect } from './placed-select'

type VatClass = SetupMappingDto['administrations'][number]['vatClasses'][number]

/** The VAT classes with the code that each is booked under. */
export const VatTable = ({ administration, onChange, problemAt, failures, waitingAt }: MappingTableProps) => {
  const t = useTranslations('setup.mapping.vat')
  const formats = useFormats()
  const { ref, name, vatCodes, vatClasses } = administration
  return (
    <div className="mt-4 overflow-hidden rounded-control border border-line">
      <StackedTable caption={t('caption', { administration: name })}>
        <thead role="rowgroup">
          <tr role="row">
            <ColumnHead>{t('class')}</ColumnHead>
            <ColumnHead>{t('code')}</ColumnHead>
            <ColumnHead>{t('state')}</ColumnHead>
          </tr>
        </thead>
        {vatClasses.map((vatClass) => {
          const field = `vat.${ref}.${vatClass.ref}`
          return (
            <StackedRow
              key={vatClass.ref}
              columnCount={3}
              below={
                vatClass.state === 'rate-differs' && vatClass.differingAccounts.length > 0
                  ? t('differing', { accounts: vatClass.differingAccounts.join(', ') })
                  : null
              }
            >
              <Cell place="line" className="lg:pt-4.5!">
                <span className="font-medium">{vatClass.label}</span>
                {vatClass.vatBasisPoints !== null && (
                  <span className="ms-2 text-muted">{formats.percentage(vatClass.vatBasisPoints)}</span>
                )}
              </Cell>
              <Cell place="line">
                <PlacedSelect
                  id={fieldId(field)}
                  label={t('codeFor', { class: vatClass.label })}
                  problem={problemAt(field)}
                  failures={failures}
                  value={vatClass.chosenCode ?? ''}
                  unchosen={t(vatClass.state === 'choose' ? 'choose' : 'byLedger')}
                  choices={vatCodes.map(({ code, description, vatBasisPoints }) => ({
                    value: code,
                    label: `${code} ${description} (${formats.percentage(vatBasisPoints)})`,
                  }))}
                  onChoose={(code) => {
                    onChange({ vat: [{ administration: ref, vatClass: vatClass.ref, code }] })
                  }}
                />
              </Cell>
              <Cell place="line" className="lg:pt-4.5!">
                <VatState state={vatClass.state} />
                <Waiting words={waitingAt?.('vat', vatClass.ref) ?? null} />
              </Cell>
            </StackedRow>
          )
        })}
      </StackedTable>
    </div>
  )
}

const looks = {
  'ledger-default': { tone: 'good', icon: 'check' },
  chosen: { tone: 'good', icon: 'check' },
  choose: { tone: 'bad', icon: 'triangle' },
  'rate-differs': { tone: 'bad', icon: 'cross' },
} as const

const VatState = ({ state }: Pick<VatClass, 'state'>) => {
  const t = useTranslations('setup.mapping.vat')
  return <Status {...looks[state]}>{t(`is.${state}`)}</Status>
}
