import type { ReactNode } from 'react'

type ConnectedFactsProps = { facts: readonly { label: string; value: ReactNode }[] }

/** What is known of an account that was just connected. */
export const ConnectedFacts = ({ facts }: ConnectedFactsProps) => (
  <dl className="grid gap-x-6 gap-y-3 rounded-control border border-line bg-sunken/60 px-4 py-3.5 sm:grid-cols-[max-content_1fr]">
    {facts.map(({ label, value }) => (
      <div key={label} className="grid sm:col-span-2 sm:grid-cols-subgrid">
        <dt className="text-muted">{label}</dt>
        <dd className="font-medium wrap-anywhere">{value}</dd>
      </div>
    ))}
  </dl>
)
