import Link from 'next/link'
import { classNames } from './class-names'
import { Icon } from './icon'

export type Step = { key: string; label: string; state: 'done' | 'current' | 'open' | 'ahead'; href: string }

type StepsProps = {
  label: string
  steps: readonly Step[]
  words: { done: string; current: string }
  /** Which step it is, written out where only the numbers of the steps fit. */
  summary: string | null
}

/**
 * Where somebody is on a way of several steps, with the way back. Beside the page on a wide screen; above it, as a row of
 * numbers, on a narrow one.
 */
export const Steps = ({ label, steps, words, summary }: StepsProps) => (
  <nav aria-label={label}>
    <ol className="flex items-center gap-1.5 lg:flex-col lg:items-stretch lg:gap-0">
      {steps.map((step, index) => (
        <li
          key={step.key}
          aria-current={step.state === 'current' ? 'step' : undefined}
          className="group relative flex items-center max-lg:not-last:grow lg:not-last:pb-3"
        >
          <StepName step={step} number={index + 1} words={words} />
          <span
            aria-hidden="true"
            className={classNames(
              'group-last:hidden max-lg:ms-1.5 max-lg:h-0.5 max-lg:grow lg:absolute lg:start-[1.1875rem] lg:top-9 lg:bottom-[-0.25rem] lg:w-0.5',
              step.state === 'done' ? 'bg-accent' : 'bg-line',
            )}
          />
        </li>
      ))}
    </ol>
    {summary !== null && (
      <p aria-hidden="true" className="mt-1.5 text-small text-muted lg:hidden">
        {summary}
      </p>
    )}
  </nav>
)

type StepNameProps = { step: Step; number: number; words: StepsProps['words'] }

const StepName = ({ step: { state, label, href }, number, words }: StepNameProps) => {
  const content = (
    <>
      <span
        aria-hidden="true"
        className={classNames(
          'grid size-7 shrink-0 place-items-center rounded-full border-2 text-small font-semibold tabular-nums',
          state === 'done' && 'border-accent bg-accent text-on-accent',
          state === 'current' && 'border-accent bg-surface text-accent',
          (state === 'open' || state === 'ahead') && 'border-line bg-surface text-muted',
        )}
      >
        {state === 'done' ? <Icon name="check" /> : number}
      </span>
      <span className={classNames('max-lg:sr-only', state === 'current' && 'font-semibold')}>
        {label}
        {state === 'done' && <span className="sr-only"> {words.done}</span>}
        {state === 'current' && <span className="sr-only"> {words.current}</span>}
      </span>
    </>
  )
  const place = 'relative flex min-h-10 items-center gap-3 rounded-control lg:px-1.5'
  return state === 'done' || state === 'open' ? (
    <Link href={href} className={classNames(place, 'hover:text-accent lg:pe-3')}>
      {content}
    </Link>
  ) : (
    <span className={classNames(place, state === 'ahead' && 'text-muted')}>{content}</span>
  )
}
