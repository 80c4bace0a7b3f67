'use client'

import { useState } from 'react'
import { Icon } from '@/components/ui/icon'
import { Select } from '@/components/ui/select'

type PlacedSelectProps = {
  id: string
  label: string
  problem: string | null
  value: string
  /** How often a choice could not be kept: what was chosen then does not stand. */
  failures: number
  /** What not choosing means. */
  unchosen: string
  choices: readonly { value: string; label: string }[]
  /** Null takes the choice back. */
  onChoose: (value: string | null) => void
}

/** A choice in a table that is kept as soon as it is made. */
export const PlacedSelect = ({
  id,
  label,
  problem,
  value,
  failures,
  unchosen,
  choices,
  onChoose,
}: PlacedSelectProps) => {
  // What was chosen stands there while it is being kept; what the portal says comes after it.
  const [chosen, setChosen] = useState({ from: value, to: value, failures })
  const shown = chosen.from === value && chosen.failures === failures ? chosen.to : value
  return (
    <>
      <Select
        id={id}
        aria-label={label}
        aria-invalid={problem === null ? undefined : true}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        value={shown}
        onChange={({ currentTarget }) => {
          setChosen({ from: value, to: currentTarget.value, failures })
          onChoose(currentTarget.value === '' ? null : currentTarget.value)
        }}
        className="lg:min-w-56"
      >
        <option value="">{unchosen}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </Select>
      {problem !== null && (
        <p id={`${id}-problem`} className="mt-1 flex items-start gap-1.5 font-medium text-bad">
          <Icon name="triangle" className="mt-0.5" />
          <span className="min-w-0">{problem}</span>
        </p>
      )}
    </>
  )
}
