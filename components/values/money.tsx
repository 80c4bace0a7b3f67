import { useFormats } from './use-formats'

/** Cents as euros; digits of equal width, so that a column of them can be compared at a glance. */
export const Money = ({ cents }: { cents: number }) => (
  <span className="whitespace-nowrap tabular-nums">{useFormats().euros(cents)}</span>
)
