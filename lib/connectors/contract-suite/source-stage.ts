import type { Invoice } from '@/lib/domain/invoice'
import type { Payment } from '@/lib/domain/payment'
import type { Checkpoint, Page, SourceAccount } from '../contract'
import { ConnectorError } from '../errors'

/** A line as a test wants it; VAT classes and revenue groups are the vendor's business. */
export type WantedLine = { quantity: string; unitPrice: string; vatPercent: '21' | '9' | '0' }

export type Failure =
  | 'asks-to-wait'
  | 'server-error'
  | 'slow'
  | 'cut-connection'
  | 'answer-lost-after-write'
  /** A refusal whose text quotes the credentials of the request. */
  | 'repeats-what-was-sent'

/** What a test makes happen at the vendor. */
export type SourceWorld = {
  /** Sends an invoice and returns its ref. */
  sendInvoice: (lines?: readonly WantedLine[]) => string
  addDraft: () => string
  changeSubject: (ref: string, subject: string) => void
  /** Makes one amount of the invoice unreadable. */
  spoilInvoice: (ref: string) => void
  addDebtor: (name: string) => string
  changeEmail: (debtorRef: string, email: string) => void
  /** The bytes of the PDF that went out with an invoice. */
  pdfOf: (invoiceRef: string) => Uint8Array
  /** Replaces what went out with it: nothing, a file that is no PDF, or a PDF that is larger than is taken. */
  spoilPdf: (invoiceRef: string, how: 'removed' | 'no-pdf' | 'too-large') => void
  /** The user behind the credentials may no longer see documents. */
  hideDocuments: () => void
  /** Messages on an invoice's timeline. */
  countMessages: (invoiceRef: string) => number
  /** The next request (for `answer-lost-after-write`: the next write) fails like this. */
  failOnce: (failure: Failure) => void
}

/** A vendor set up for one test: an account without invoices. */
export type SourceStage = {
  accountRef: string
  /** Opens the account anew, as another process would, with credentials that work. */
  open: () => SourceAccount
  openWithBadCredentials: () => SourceAccount
  /** Opens with a token that the vendor no longer takes; `renewals` counts the pairs handed back to the host. */
  openWithEndedToken: () => { account: SourceAccount; renewals: () => number }
  world: SourceWorld
  /** Requests that reached the vendor since the start. */
  countCalls: () => number
  /** Everything that was handed to the log. */
  logged: () => unknown[]
  /** Every value that must not appear anywhere. */
  secretValues: () => string[]
  stop: () => Promise<void>
}

export const issuedFrom = '2000-01-01'

/** All pages from a checkpoint on, each read by an account opened anew. */
export const readAll = async (stage: SourceStage, after: Checkpoint | null = null) => {
  const pages: Page<Invoice>[] = []
  let checkpoint = after
  for (;;) {
    const page = await stage.open().listInvoices(checkpoint, { issuedFrom })
    pages.push(page)
    checkpoint = page.checkpoint
    if (!page.hasMore) return { pages, items: pages.flatMap(({ items }) => items), checkpoint }
  }
}

export const sendMany = ({ world }: SourceStage, count: number): string[] =>
  Array.from({ length: count }, () => world.sendInvoice())

export const refsOf = (items: readonly { ref: string }[]): string[] => items.map(({ ref }) => ref).sort()

export const errorOf = async (work: Promise<unknown>): Promise<ConnectorError> => {
  try {
    await work
  } catch (error) {
    if (error instanceof ConnectorError) return error
    throw error
  }
  throw new Error('The call was expected to fail')
}

export const paymentOn = (invoiceRef: string, change: Partial<Payment> = {}): Payment => ({
  marker: `suite-${invoiceRef.replace(/\W/g, '')}`,
  invoiceRef,
  paidOn: '2026-11-02',
  amountCents: 1210,
  description: 'Bank',
  ...change,
})
