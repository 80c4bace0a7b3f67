export const reconciliationParts = ['booked', 'ignored', 'failed', 'action', 'waiting', 'pending'] as const

export const reconciliationDifferences = [
  'not-in-mirror',
  'before-start',
  'moved-here',
  'moved-away',
  'deleted',
  'unreadable',
  'not-read-yet',
  'missing-in-books',
  'changed-after-booking',
  'amounts-differ',
  'other-month',
] as const
