import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import type { SetupDto } from '@/lib/dto/setup'
import { ConnectorMark } from '@/components/combis/connector-mark'
import { classNames } from '@/components/ui/class-names'
import { Icon } from '@/components/ui/icon'
import { useVendorName } from '@/components/values/use-vendor-name'

/** The two systems side by side, each with what of it is connected. */
export const SetupPair = ({ setup: { source, books } }: { setup: SetupDto }) => {
  const t = useTranslations('setup.pair')
  const isLinked = source !== null && books !== null
  return (
    <section
      aria-label={t('label')}
      className="mx-auto grid max-w-2xl grid-cols-[1fr_auto_1fr] items-start gap-x-2 sm:gap-x-4"
    >
      <Side side="source" lines={source === null ? null : [source.email ?? source.label]} />
      <span aria-hidden="true" className="mt-[1.9375rem] flex w-8 items-center sm:w-20">
        <span className={classNames('h-0.5 grow', isLinked ? 'bg-good' : 'bg-edge/50')} />
        <span
          className={classNames(
            '-my-3 grid size-7 shrink-0 place-items-center rounded-full border-2 bg-canvas',
            isLinked ? 'border-good text-good' : 'border-edge/50 text-muted',
          )}
        >
          <Icon name={isLinked ? 'check' : 'unplugged'} />
        </span>
        <span className={classNames('h-0.5 grow', isLinked ? 'bg-good' : 'bg-edge/50')} />
      </span>
      <Side side="books" lines={books && (books.administrations.length > 0 ? books.administrations : [books.label])} />
    </section>
  )
}

/** An address breaks before its `@`, if it must. */
const Breakable = ({ text }: { text: string }) =>
  text.split(/(?=@)/).map((part, index) => (
    <Fragment key={part}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ))

const connectorOf = { source: 'simplicate', books: 'minox' } as const

type SideProps = {
  side: 'source' | 'books'
  /** What is connected; null for nothing yet. */ lines: readonly string[] | null
}

const Side = ({ side, lines }: SideProps) => {
  const t = useTranslations('setup.pair')
  return (
    <div className="flex min-w-0 flex-col items-center text-center">
      <ConnectorMark side={side} size="large" />
      <p className="mt-2.5 font-semibold">{useVendorName()(connectorOf[side])}</p>
      {lines === null ? (
        <p className="text-small text-muted">{t('notConnected')}</p>
      ) : (
        <>
          <p className="flex items-center gap-1 text-small font-medium text-good">
            <Icon name="check" className="size-3.5" />
            {t('connected')}
          </p>
          <ul className="max-w-full text-small text-muted">
            {lines.map((line) => (
              <li key={line} className="wrap-anywhere">
                <Breakable text={line} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
