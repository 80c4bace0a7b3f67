import { useTranslations } from 'next-intl'
import Form from 'next/form'
import { auditKinds } from '@/lib/domain/audit'
import type { AuditActorsDto, AuditQueryDto } from '@/lib/dto/workspace'
import { Button, buttonClass } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Field, Input } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { TextLink } from '@/components/ui/text-link'

type AuditFilterProps = {
  path: string
  query: AuditQueryDto
  actors: AuditActorsDto
  /** Where what is shown is had as a file. */
  downloadPath: string
}

/** Narrows the log; all of it stands in the address, and it works without script. */
export const AuditFilter = ({ path, query, actors, downloadPath }: AuditFilterProps) => {
  const t = useTranslations('audit')
  const isFiltered = Object.values(query).some((value) => value !== '')
  return (
    // Its fields begin anew with each question.
    <Form key={JSON.stringify(query)} action={path} aria-label={t('filter.label')} className="mb-4 space-y-3">
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,13rem),1fr))] gap-3">
        <Field id="audit-kind" label={t('filter.kind')}>
          <Select id="audit-kind" name="kind" defaultValue={query.kind ?? ''}>
            <option value="">{t('filter.allKinds')}</option>
            {auditKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kinds.${kind}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="audit-person" label={t('filter.person')}>
          <Select id="audit-person" name="person" defaultValue={query.person ?? ''}>
            <option value="">{t('filter.everybody')}</option>
            {actors.map(({ id, email }) => (
              <option key={id} value={id}>
                {email}
              </option>
            ))}
            <option value="portal">{t('portal')}</option>
          </Select>
        </Field>
        <Field id="audit-from" label={t('filter.from')}>
          <Input id="audit-from" name="from" type="date" defaultValue={query.from ?? ''} />
        </Field>
        <Field id="audit-to" label={t('filter.to')}>
          <Input id="audit-to" name="to" type="date" defaultValue={query.to ?? ''} />
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit">{t('filter.show')}</Button>
        {isFiltered && <TextLink href={path}>{t('filter.clear')}</TextLink>}
        <a href={downloadPath} download className={classNames(buttonClass(), 'ms-auto')}>
          {t('download')}
        </a>
      </div>
    </Form>
  )
}
