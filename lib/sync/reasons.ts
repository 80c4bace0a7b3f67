/**
 * Every cause that a person can meet on a screen, with what it needs to be told. The sentences (what happened, what was
 * not lost, what to do) are in the message files under the same code. Parameters are JSON-safe and hold no personal data
 * beyond what the screen shows anyway.
 */
export type Reason =
  // Questions that only a person can answer: the invoice waits in "Actie nodig".
  | { code: 'period-closed'; params: { period: number; fiscalYear: number; text: string } }
  | { code: 'fiscal-year-unknown'; params: { bookingDate: string } }
  | { code: 'vat-unmapped'; params: { vatClass: string; account: string } }
  | { code: 'vat-rate-differs'; params: { vatClass: string; account: string; accountVatBasisPoints: number } }
  | { code: 'vat-rounding-differs'; params: { vatCents: number; ledgerVatCents: number } }
  | { code: 'account-blocked'; params: { account: string; text: string } }
  | { code: 'default-account-missing'; params: { account: string } }
  | { code: 'journal-missing'; params: { journal: string } }
  | { code: 'debtor-email-ambiguous'; params: { email: string; count: number } }
  | { code: 'debtor-email-shared'; params: { email: string; booksDebtorId: string } }
  | { code: 'debtor-missing'; params: { debtor: string } }
  | { code: 'debtor-unreadable'; params: { debtor: string; text: string } }
  | { code: 'debtor-gone'; params: { debtor: string; booksDebtorId: string } }
  | { code: 'vat-number-missing'; params: { debtor: string } }
  | { code: 'vat-number-malformed'; params: { debtor: string } }
  | { code: 'vat-number-country'; params: { debtor: string } }
  | { code: 'debtor-blocked'; params: { debtor: string; text: string } }
  | { code: 'number-not-usable'; params: { number: string } }
  | { code: 'number-collision'; params: { number: string; booksNumber: number; other: string } }
  | { code: 'number-exists-in-books'; params: { booksNumber: number; text: string } }
  | { code: 'total-mismatch'; params: { statedCents: number; countedCents: number } }
  | { code: 'zero-total'; params: Record<string, never> }
  | { code: 'read-back-differs'; params: { field: ReadBackField; sent: string; read: string } }
  | { code: 'entry-missing'; params: { booksNumber: number } }
  | { code: 'payment-went-down'; params: { passedOnCents: number; paidCents: number } }
  | { code: 'changed-after-booking'; params: { number: string } }
  | { code: 'deleted-in-source'; params: { number: string } }
  | { code: 'entry-paid'; params: { booksNumber: number } }
  | { code: 'correction-overtaken'; params: Record<string, never> }
  | { code: 'booked-before'; params: { combi: string; booksNumber: string } }
  | { code: 'profile-unlinked'; params: { companyProfileRef: string } }
  | { code: 'plan-changed'; params: { field: PlanField; was: string; now: string } }
  // The other side refused or did not answer: "Mislukt", or tried again by itself.
  | { code: 'books-refused'; params: { text: string } }
  | { code: 'source-refused'; params: { text: string } }
  | { code: 'rights-missing'; params: { text: string } }
  | { code: 'not-answered'; params: { text: string } }
  | { code: 'reconnect-source'; params: { text: string } }
  | { code: 'reconnect-books'; params: { text: string } }
  | { code: 'run-stopped'; params: { text: string } }
  | { code: 'combi-paused'; params: Record<string, never> }
  | { code: 'combi-removed'; params: Record<string, never> }
  | { code: 'record-unreadable'; params: { text: string } }
  // Of the file with an entry: the invoice is booked all the same.
  | { code: 'file-missing'; params: Record<string, never> }
  | { code: 'file-too-large'; params: { text: string } }
  | { code: 'file-refused'; params: { text: string } }
  | { code: 'file-rights-source'; params: { text: string } }
  | { code: 'file-rights-books'; params: { text: string } }
  | { code: 'file-other'; params: Record<string, never> }
  | { code: 'file-entry-missing'; params: Record<string, never> }
  | { code: 'file-unwanted'; params: Record<string, never> }
  // Said for the record; nothing to do.
  | { code: 'default-account-used'; params: { revenueGroup: string; account: string } }
  | { code: 'vat-code-by-rate'; params: { vatClass: string; vatCode: string } }
  | { code: 'books-message'; params: { text: string } }
  | { code: 'debtor-created'; params: { booksDebtorId: string } }
  | { code: 'debtor-matched'; params: { booksDebtorId: string } }
  | { code: 'debtor-link-dropped'; params: { booksDebtorId: string } }
  | { code: 'debtor-updated'; params: { booksDebtorId: string } }
  | { code: 'partly-paid'; params: { paidCents: number; totalCents: number } }
  | { code: 'settled-without-bank'; params: { paidCents: number; bankCents: number } }
  | { code: 'already-paid-in-source'; params: { paidCents: number } }
  | { code: 'paid-on-unknown'; params: { paidOn: string } }

/** In what an entry differs from what a person was shown of it. */
export type PlanField = 'total' | 'debtor' | 'date' | 'period' | 'number' | 'account' | 'vat' | 'amounts' | 'other'

export type ReadBackField =
  'debtor' | 'number' | 'journal' | 'date' | 'period' | 'total' | 'account' | 'vat' | 'presence'

export type ReasonCode = Reason['code']

/** How an invoice stands after this cause. `retry`: it stays offered and the next run tries again. */
export type Verdict = 'action' | 'failed' | 'retry' | 'note'

const verdicts: Record<ReasonCode, Verdict> = {
  'period-closed': 'action',
  'fiscal-year-unknown': 'action',
  'vat-unmapped': 'action',
  'vat-rate-differs': 'action',
  'vat-rounding-differs': 'action',
  'account-blocked': 'action',
  'default-account-missing': 'action',
  'journal-missing': 'action',
  'debtor-email-ambiguous': 'action',
  'debtor-email-shared': 'action',
  'debtor-missing': 'action',
  'debtor-unreadable': 'action',
  'debtor-gone': 'action',
  'vat-number-missing': 'action',
  'vat-number-malformed': 'action',
  'vat-number-country': 'action',
  'debtor-blocked': 'action',
  'number-not-usable': 'action',
  'number-collision': 'action',
  'number-exists-in-books': 'action',
  'total-mismatch': 'action',
  'zero-total': 'action',
  'read-back-differs': 'action',
  'entry-missing': 'action',
  'payment-went-down': 'action',
  'changed-after-booking': 'action',
  'deleted-in-source': 'action',
  'entry-paid': 'action',
  'correction-overtaken': 'action',
  'booked-before': 'action',
  'profile-unlinked': 'action',
  'plan-changed': 'action',
  'books-refused': 'failed',
  'source-refused': 'failed',
  'rights-missing': 'failed',
  'not-answered': 'retry',
  'reconnect-source': 'retry',
  'reconnect-books': 'retry',
  'run-stopped': 'failed',
  'record-unreadable': 'failed',
  'file-missing': 'failed',
  'file-too-large': 'failed',
  'file-refused': 'failed',
  'file-rights-source': 'failed',
  'file-rights-books': 'failed',
  'file-other': 'failed',
  'file-entry-missing': 'failed',
  'file-unwanted': 'failed',
  'combi-paused': 'note',
  'combi-removed': 'note',
  'default-account-used': 'note',
  'vat-code-by-rate': 'note',
  'books-message': 'note',
  'debtor-created': 'note',
  'debtor-matched': 'note',
  'debtor-link-dropped': 'note',
  'debtor-updated': 'note',
  'partly-paid': 'note',
  'settled-without-bank': 'note',
  'already-paid-in-source': 'note',
  'paid-on-unknown': 'note',
}

/** All codes, for the tests that hold every cause to a sentence in each language. */
export const reasonCodes = Object.keys(verdicts) as ReasonCode[]

export const verdictOf = (reason: Pick<Reason, 'code'>): Verdict => verdicts[reason.code]
