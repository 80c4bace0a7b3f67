import { useMessages, useTranslations } from 'next-intl'
import Form from 'next/form'
import type { LogFilterDto } from '@/lib/dto/log'
import { runItemKinds, runItemOutcomes } from '@/lib/dto/log-choices'
import { toLogSearch } from '@/lib/queries/log'
import { useCauseWords } from '@/components/statistics/use-cause-words'
import { Button, buttonClass } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { TextLink } from '@/components/ui/text-link'
import { SearchField } from './search-field'

type LogFilterProps = { combiId: string; filter: LogFilterDto }

/** Narrows the records of a log; all of it stands in the address, and it works without script. */
export const LogFilter = ({ combiId, filter }: LogFilterProps) => {
  const t = useTranslations('log.filter')
  const words = useTranslations('runs.items')
  const causeWords = useCauseWords()
  const path = `/combis/${combiId}/logboek`
  const exportPath = (format: 'csv' | 'xlsx') => `/api/combis/${combiId}/log-export${toLogSearch(filter, { format })}`
  return (
    // Its fields begin anew with each question.
    <Form key={JSON.stringify(filter)} action={path} aria-label={t('label')} className="mb-4 space-y-3">
      <input type="hidden" name="view" value="records" />
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,9rem),1fr))] gap-3">
        <div className="max-sm:col-span-full">
          <SearchField label={t('text')} hint={t('textHint')} value={filter.q ?? ''} />
        </div>
        <Field id="log-outcome" label={t('outcome')}>
          <Select id="log-outcome" name="outcome" defaultValue={filter.outcome ?? ''}>
            <option value="">{t('all')}</option>
            {runItemOutcomes.map((outcome) => (
              <option key={outcome} value={outcome}>
                {words(`outcomes.${outcome}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="log-kind" label={t('kind')}>
          <Select id="log-kind" name="kind" defaultValue={filter.kind ?? ''}>
            <option value="">{t('all')}</option>
            {runItemKinds.map((kind) => (
              <option key={kind} value={kind}>
                {words(`kinds.${kind}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="log-reason" label={t('reason')}>
          <Select id="log-reason" name="reason" defaultValue={filter.reason ?? ''}>
            <option value="">{t('all')}</option>
            {useCauses(filter.reason).map((code) => (
              <option key={code} value={code}>
                {causeWords(code)}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="log-from" label={t('from')}>
          <Input id="log-from" name="from" type="date" defaultValue={filter.from ?? ''} />
        </Field>
        <Field id="log-to" label={t('to')}>
          <Input id="log-to" name="to" type="date" defaultValue={filter.to ?? ''} />
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit">{t('show')}</Button>
        {Object.keys(filter).length > 0 && <TextLink href={`${path}?view=records`}>{t('clear')}</TextLink>}
        <span className="ms-auto flex flex-wrap gap-2">
          <a href={exportPath('csv')} download className={buttonClass()}>
            {t('csv')}
          </a>
          <a href={exportPath('xlsx')} download className={buttonClass()}>
            {t('xlsx')}
          </a>
        </span>
      </div>
    </Form>
  )
}

/** The causes to choose from: those that hold an invoice, and the one that the address names. */
const useCauses = (chosen: string | undefined): string[] => {
  const { unknown, ...known } = useMessages().statistics.cause
  const codes = Object.keys(known)
  return unknown === '' || chosen === undefined || codes.includes(chosen) ? codes : [...codes, chosen]
}
