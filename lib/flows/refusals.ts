import type { ConnectorError } from '@/lib/connectors/errors'
import type { Reason } from '@/lib/sync/reasons'

/** What an error of one record means for the run. `stop`: it is no matter of this record, the run must pause or end. */
export type Refusal = { stop: true } | { stop: false; reason: Reason }

/** After as many calls in a row without an answer the vendor is down; going on would only make more doubt, and wait long. */
export const mostUnanswered = 3

type About = {
  account: string
  debtor: string
  /** The debtor's own in the books; empty while he has none. */
  booksDebtorId: string
  booksNumber: number
  period: { fiscalYear: number; period: number }
}

const textOf = (error: ConnectorError): string => error.details.vendorText ?? error.message

/** The books' refusal of one record, as a cause with a cure. */
export const toBooksRefusal = (error: ConnectorError, about: About): Refusal => {
  switch (error.kind) {
    case 'auth':
    case 'rate-limit':
      return { stop: true }
    case 'unavailable':
      return { stop: false, reason: { code: 'not-answered', params: { text: error.message } } }
    case 'invalid':
    case 'conflict':
      return { stop: false, reason: toReason(error, about) }
    case 'unexpected':
      return { stop: false, reason: { code: 'books-refused', params: { text: textOf(error) } } }
  }
}

const toReason = (error: ConnectorError, about: About): Reason => {
  const text = textOf(error)
  switch (error.details.reason) {
    case 'period-closed':
      return { code: 'period-closed', params: { ...about.period, text } }
    case 'fiscal-year-unknown':
      return { code: 'fiscal-year-unknown', params: { bookingDate: String(about.period.fiscalYear) } }
    case 'invoice-number-exists':
      return { code: 'number-exists-in-books', params: { booksNumber: about.booksNumber, text } }
    case 'account-blocked':
      return { code: 'account-blocked', params: { account: about.account, text } }
    case 'debtor-blocked':
      return { code: 'debtor-blocked', params: { debtor: about.debtor, text } }
    case 'debtor-unknown':
      return { code: 'debtor-gone', params: { debtor: about.debtor, booksDebtorId: about.booksDebtorId } }
    case 'no-rights':
      return { code: 'rights-missing', params: { text } }
    case 'account-unknown':
    case 'vat-refused':
    case 'not-balanced':
    case 'entry-paid':
    case 'entry-unknown':
    case 'too-large':
    case 'type-refused':
    case 'other':
    case undefined:
      return { code: 'books-refused', params: { text } }
  }
}

/** The source's refusal of one record. */
export const toSourceRefusal = (error: ConnectorError): Refusal => {
  switch (error.kind) {
    case 'auth':
    case 'rate-limit':
      return { stop: true }
    case 'unavailable':
      return { stop: false, reason: { code: 'not-answered', params: { text: error.message } } }
    case 'invalid':
    case 'conflict':
    case 'unexpected':
      return {
        stop: false,
        reason: {
          code: error.details.reason === 'no-rights' ? 'rights-missing' : 'source-refused',
          params: { text: textOf(error) },
        },
      }
  }
}
