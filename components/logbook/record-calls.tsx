'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { VendorCallDto } from '@/lib/dto/log'
import { recordCallsQuery } from '@/lib/queries/log'
import { Skeleton } from '@/components/ui/skeleton'
import { QueryProblem } from '@/components/values/query-problem'
import { useFormats } from '@/components/values/use-formats'
import { useVendorName } from '@/components/values/use-vendor-name'

/** The requests behind one record: those that name it, and what was read in the same stretch. */
export const RecordCalls = ({ combiId, recordId }: { combiId: string; recordId: string }) => {
  const t = useTranslations('log.calls')
  const { data, error } = useQuery(recordCallsQuery(combiId, recordId))
  if (data === undefined) return error === null ? <Skeleton className="h-16" /> : <QueryProblem error={error} />
  if (!data.isKept) return <p className="text-muted">{t('notKept')}</p>
  return (
    <div className="space-y-3">
      <CallsTable title={t('own')} empty={t('noneOwn')} calls={data.own} />
      <CallsTable title={t('shared')} empty={t('noneShared')} calls={data.shared} />
      <p className="text-muted">{t('redacted')}</p>
    </div>
  )
}

type CallsTableProps = { title: string; empty: string; calls: readonly VendorCallDto[] }

const CallsTable = ({ title, empty, calls }: CallsTableProps) => {
  const t = useTranslations('log.calls')
  const formats = useFormats()
  const nameOf = useVendorName()
  if (calls.length === 0)
    return (
      <p>
        <span className="font-medium">{title}</span> <span className="text-muted">{empty}</span>
      </p>
    )
  return (
    <table className="w-full text-small">
      <caption className="mb-1 text-start font-medium">{title}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('time')}</th>
          <th scope="col">{t('vendor')}</th>
          <th scope="col">{t('request')}</th>
          <th scope="col">{t('status')}</th>
          <th scope="col">{t('duration')}</th>
        </tr>
      </thead>
      <tbody>
        {calls.map(({ id, at, connectorId, method, path, status, durationMs }) => (
          <tr
            key={id}
            className="border-t border-line align-top max-sm:grid max-sm:grid-cols-[auto_1fr_auto] max-sm:gap-x-3 max-sm:py-1"
          >
            <td className="py-1 pe-3 whitespace-nowrap tabular-nums">{formats.preciseTime(at)}</td>
            <td className="py-1 pe-3 whitespace-nowrap">{nameOf(connectorId)}</td>
            <td className="py-1 pe-3 font-mono break-all max-sm:order-last max-sm:col-span-full sm:w-full">
              {method} {path}
            </td>
            <td className="py-1 pe-3 text-end whitespace-nowrap tabular-nums">{status ?? t('noAnswer')}</td>
            <td className="py-1 text-end whitespace-nowrap tabular-nums max-sm:hidden">
              {t('ms', { ms: formats.count(durationMs) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
