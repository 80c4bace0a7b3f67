/** What a line of the log can be about, and what can have come of it: apart from the schemas, for lists in the browser. */
export const runItemKinds = ['invoice', 'debtor', 'payment', 'record', 'file'] as const

export const runItemOutcomes = [
  'booked',
  'updated',
  'created',
  'matched',
  'registered',
  'attached',
  'failed',
  'action',
  'waiting',
  'rejected',
  'note',
] as const

/** Fewer characters are in nearly every record. */
export const leastSearchLength = 3
export const mostSearchLength = 100
