import { useTranslations } from 'next-intl'
import type { InvoiceDetailDto, PostingDto } from '@/lib/dto/invoice-detail'
import type { IconName } from '@/components/ui/icon'
import { Status, type Tone } from '@/components/ui/status'
import { Moment } from '@/components/values/moment'
import { useFormats } from '@/components/values/use-formats'
import { DifferentMark } from './different-mark'
import { EntryTable } from './entry-table'
import { mismatchOf, type Mismatch } from './mismatch'

type Standing = PostingDto['state'] | 'differs' | 'missing'

const looks: Record<Standing, { tone: Tone; icon: IconName }> = {
  intended: { tone: 'busy', icon: 'clock' },
  sent: { tone: 'warn', icon: 'triangle' },
  verified: { tone: 'good', icon: 'check' },
  refused: { tone: 'bad', icon: 'cross' },
  removing: { tone: 'warn', icon: 'triangle' },
  removed: { tone: 'calm', icon: 'slash' },
  reversed: { tone: 'calm', icon: 'slash' },
  differs: { tone: 'warn', icon: 'triangle' },
  missing: { tone: 'bad', icon: 'cross' },
}

/** An entry that was read back well may be another one by now, or gone: somebody changed the books by hand. */
const standingOf = ({ state, role }: PostingDto, mismatch: Mismatch | null): Standing => {
  if (state !== 'verified' || role === 'credit') return state
  if (mismatch === 'missing') return 'missing'
  return mismatch === 'entry' ? 'differs' : state
}

const PostingStatus = ({ standing }: { standing: Standing }) => {
  const t = useTranslations('invoice.entry')
  return <Status {...looks[standing]}>{t(`state.${standing}`)}</Status>
}

/** Each entry of the invoice: what was sent beside what was read back, so that anybody can see that they agree. */
export const InvoicePostings = ({ detail }: { detail: InvoiceDetailDto }) => {
  const t = useTranslations('invoice.entry')
  const { postings } = detail
  const mismatch = mismatchOf(detail)
  if (postings.length === 0) return <p className="mt-2 text-muted">{t('none')}</p>
  return postings.map((posting) => (
    <div key={posting.id} className="mt-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {posting.role === 'credit' && <span className="font-medium">{t('credit')}</span>}
        <PostingStatus standing={standingOf(posting, mismatch)} />
        {posting.verifiedAt !== null && (
          <span className="text-small text-muted">
            {t('verifiedAt')} <Moment at={posting.verifiedAt} />
          </span>
        )}
      </p>
      <Comparison posting={posting} />
      {posting.messages.map((message) => (
        <p key={message} className="mt-1 text-small text-muted">
          {t('message', { text: message })}
        </p>
      ))}
    </div>
  ))
}

type Line = { ledgerAccount: string; netCents: number; vatCode: string | null }

/** Net by account and VAT code, in the order in which the first of each stands. */
const sums = (lines: readonly Line[]): Map<string, number> => {
  const totals = new Map<string, number>()
  for (const { ledgerAccount, vatCode, netCents } of lines) {
    const key = `${ledgerAccount} ${vatCode ?? '–'}`
    totals.set(key, (totals.get(key) ?? 0) + netCents)
  }
  return totals
}

const vatOf = (lines: readonly { vatCents: number | null }[]): number | null => {
  const stated = lines.flatMap(({ vatCents }) => vatCents ?? [])
  return stated.length === 0 ? null : stated.reduce((total, cents) => total + cents, 0)
}

const Comparison = ({ posting: { sent, readBack, state } }: { posting: PostingDto }) => {
  const t = useTranslations('invoice.entry')
  const formats = useFormats()
  const euros = (cents: number | null | undefined) => (cents == null ? '–' : formats.euros(cents))
  const [sentSums, readSums] = [sums(sent.lines), readBack === null ? null : sums(readBack.lines)]
  const periodOf = ({ period }: { period: { fiscalYear: number; period: number } }) =>
    t('periodOf', { period: String(period.period), fiscalYear: String(period.fiscalYear) })
  const rows: [name: string, sent: string, read: string | undefined][] = [
    [t('number'), String(sent.invoiceNumber), readBack?.invoiceNumber.toString()],
    [t('debtor'), sent.debtorId, readBack?.debtorId],
    [t('date'), formats.day(sent.bookingDate), readBack === null ? undefined : formats.day(readBack.bookingDate)],
    [t('period'), periodOf(sent), readBack === null ? undefined : periodOf(readBack)],
    [t('journal'), sent.journalRef, readBack?.journalRef],
    ...[...new Set([...sentSums.keys(), ...(readSums?.keys() ?? [])])].map(
      (key): [string, string, string | undefined] => {
        const [account = '', code = ''] = key.split(' ')
        return [
          t('account', { account, code }),
          euros(sentSums.get(key)),
          readSums === null ? undefined : euros(readSums.get(key)),
        ]
      },
    ),
    [t('vat'), euros(vatOf(sent.lines)), readBack === null ? undefined : euros(vatOf(readBack.lines))],
    [t('gross'), euros(sent.grossCents), readBack === null ? undefined : euros(readBack.grossCents)],
  ]
  return (
    <>
      <EntryTable caption={t('caption')} heads={[t('fact'), t('sent'), t('read')]}>
        {rows.map(([name, one, other]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="whitespace-nowrap tabular-nums">{one}</td>
            <td className="whitespace-nowrap tabular-nums">
              {other ?? (state === 'refused' ? '–' : t('unread'))}
              {other !== undefined && other !== one && <DifferentMark word={t('different')} />}
            </td>
          </tr>
        ))}
      </EntryTable>
      <p className="mt-1 text-small text-muted">{t('description', { text: sent.description })}</p>
    </>
  )
}
