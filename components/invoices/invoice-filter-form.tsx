'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState, type ComponentProps, type SyntheticEvent } from 'react'
import { invoiceSorts } from '@/lib/dto/invoice-tabs'
import type { InvoicesPageDto } from '@/lib/dto/invoices'
import { countFilters, invoicesPath, type InvoiceFilter } from '@/lib/queries/invoices'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { TextLink } from '@/components/ui/text-link'
import { Disclosure } from './disclosure'

type InvoiceFilterFormProps = { filter: InvoiceFilter } & Pick<InvoicesPageDto, 'combis' | 'terms'>

type Fields = Record<'q' | 'combi' | 'profile' | 'vat' | 'group' | 'from' | 'until' | 'min' | 'max', string>

const fieldsOf = (filter: InvoiceFilter): Fields => ({
  q: filter.q ?? '',
  combi: filter.combi ?? '',
  profile: filter.profile ?? '',
  vat: filter.vat ?? '',
  group: filter.group ?? '',
  from: filter.from ?? '',
  until: filter.until ?? '',
  min: filter.min ?? '',
  max: filter.max ?? '',
})

/** Narrows the invoices down and sorts them; all of it stands in the address, so that it can be kept and sent. */
export const InvoiceFilterForm = ({ filter, combis, terms }: InvoiceFilterFormProps) => {
  const t = useTranslations('invoices.filter')
  const words = useTranslations('invoices.column')
  const router = useRouter()
  const [fields, setFields] = useState(() => fieldsOf(filter))
  const set = (name: keyof Fields) => ({
    id: `invoice-filter-${name}`,
    value: fields[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => {
      setFields({ ...fields, [name]: value })
    },
  })
  const show = (change: Partial<InvoiceFilter>) => {
    router.push(invoicesPath({ ...filter, ...change, cursor: null }))
  }
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    show(Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.trim() || null])))
  }
  const active = countFilters(filter)
  const profiles = combis
    .filter(({ id }) => filter.combi === null || id === filter.combi)
    .flatMap((combi) => combi.profiles)
  return (
    <form role="search" onSubmit={onSubmit} className="mb-4">
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1 basis-56 sm:max-w-sm">
          <Field id="invoice-filter-q" label={t('words')}>
            <Input type="search" maxLength={100} placeholder={t('wordsHint')} {...set('q')} />
          </Field>
        </div>
        <Field id="invoice-filter-sort" label={t('sort')}>
          <Select
            id="invoice-filter-sort"
            value={`${filter.sort ?? 'issuedOn'} ${filter.order ?? 'desc'}`}
            onChange={({ currentTarget: { value } }) => {
              const [sort = null, order = null] = value.split(' ')
              show({ sort, order })
            }}
          >
            {invoiceSorts.flatMap((sort) =>
              (['asc', 'desc'] as const).map((order) => (
                <option key={`${sort} ${order}`} value={`${sort} ${order}`}>
                  {t(`order.${order}`, { column: words(sort) })}
                </option>
              )),
            )}
          </Select>
        </Field>
        <Button type="submit">{t('show')}</Button>
        {active > 0 && (
          <TextLink href={invoicesPath({ state: filter.state })} className="min-h-10">
            {t('clear')}
          </TextLink>
        )}
      </div>
      <Disclosure
        summary={active > 0 ? t('more', { count: String(active) }) : t('moreNone')}
        isOpen={active > Number(filter.q !== null)}
      >
        <div className="mt-2 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {combis.length > 1 && (
            <Field id="invoice-filter-combi" label={t('combi')}>
              <Select {...set('combi')}>
                <option value="">{t('all')}</option>
                {combis.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            </Field>
          )}
          <Field id="invoice-filter-profile" label={words('profile')}>
            <Select {...set('profile')}>
              <option value="">{t('allProfiles')}</option>
              {profiles.map(({ ref, name }) => (
                <option key={ref} value={ref}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
          <TermField label={t('vat')} all={t('allVat')} terms={terms.vatClasses} {...set('vat')} />
          <TermField label={t('group')} all={t('allGroups')} terms={terms.revenueGroups} {...set('group')} />
          <Field id="invoice-filter-from" label={t('from')}>
            <Input type="date" min="2000-01-01" max="2099-12-31" {...set('from')} />
          </Field>
          <Field id="invoice-filter-until" label={t('until')}>
            <Input type="date" min="2000-01-01" max="2099-12-31" {...set('until')} />
          </Field>
          <Field id="invoice-filter-min" label={t('min')}>
            <Input inputMode="decimal" pattern="-?[0-9]{1,12}([.,][0-9]{1,2})?" {...set('min')} />
          </Field>
          <Field id="invoice-filter-max" label={t('max')}>
            <Input inputMode="decimal" pattern="-?[0-9]{1,12}([.,][0-9]{1,2})?" {...set('max')} />
          </Field>
        </div>
      </Disclosure>
    </form>
  )
}

type TermFieldProps = { id: string; label: string; all: string; terms: InvoicesPageDto['terms']['vatClasses'] } & Pick<
  ComponentProps<typeof Select>,
  'value' | 'onChange'
>

const TermField = ({ label, all, terms, ...field }: TermFieldProps) => (
  <Field id={field.id} label={label}>
    <Select {...field}>
      <option value="">{all}</option>
      {/* An address may name one that no invoice has any more: what is filtered by stays to be seen. */}
      {field.value !== '' && !terms.some(({ ref }) => ref === field.value) && <option>{field.value}</option>}
      {terms.map(({ ref, label: name }) => (
        <option key={ref} value={ref}>
          {name}
        </option>
      ))}
    </Select>
  </Field>
)
