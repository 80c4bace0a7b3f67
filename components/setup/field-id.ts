import type { FieldProblemDto } from '@/lib/dto/setup'

/** The id of the control that a field's name stands for. */
export const fieldId = (field: string): string => `field-${field}`

/** Goes to the first control on the page, in reading order, that something is wrong with. */
export const focusFirstProblem = (problems: readonly FieldProblemDto[]): void => {
  const names = new Set(problems.map(({ field }) => fieldId(field)))
  // A group of answers is no control itself: its first one is.
  const first = [...document.querySelectorAll<HTMLElement>('[id^="field-"]')].find(({ id }) => names.has(id))
  first?.focus()
}
