import { addDays, type Day } from '@/lib/domain/day'
import { pay, reversePayment, writeOff, offset } from './actions'
import { putBatch } from './bookings'
import { periodOfDay } from './calendar'
import type { AdministrationRow } from './records'
import { firstCustomerId } from './seed-customers'
import { sandboxSettings } from './settings'

type Sale = { number: number; customer: number; date: Day; account: '8000' | '8010'; euros: number }

/** Entries typed by hand before the connection existed; six-digit numbers, so that no invoice of the source meets them. */
const book = (administration: AdministrationRow, sale: Sale): void => {
  const period = periodOfDay(administration, sale.date)
  if (!period) throw new Error(`No fiscal year holds ${sale.date}`)
  const isCredit = sale.euros < 0
  const net = Math.abs(sale.euros)
  const rate = sale.account === '8000' ? 21 : 9
  const vat = Math.round(net * rate) / 100
  const common = {
    journal: { id: 'VERK' },
    period: { id: period.period, fiscal_year: period.fiscalYear },
    document_date: sale.date,
    invoice_number: sale.number,
  }
  const side = (isDebit: boolean, amount: number) => ({ debit: isDebit ? amount : 0, credit: isDebit ? 0 : amount })
  const outcome = putBatch(administration, {
    id: `b00b0000-0000-4000-8000-${String(administration.id).padStart(4, '0')}${String(sale.number).padStart(8, '0')}`,
    bookedAt: `${sale.date}T10:00:00.000Z`,
    settings: sandboxSettings.parse({}),
    body: [
      {
        ...common,
        account: { id: String(sale.customer), scheme: 'MINOX', type: 'customer' },
        ...side(!isCredit, Math.round((net + vat) * 100) / 100),
        due_date: addDays(sale.date, 30),
        payment_term: { id: 3 },
        description: isCredit ? 'Creditfactuur' : 'Werkzaamheden',
      },
      {
        ...common,
        account: { id: sale.account, scheme: 'MINOX', type: 'ledger_account' },
        ...side(isCredit, net),
        description: isCredit ? 'Creditfactuur' : 'Werkzaamheden',
        vat: { id: sale.account === '8000' ? 1 : 2, amount: vat },
      },
    ],
  })
  if (!outcome.ok) throw new Error(`The seed is refused: ${outcome.messages.map(({ text }) => text).join(' ')}`)
}

const stamp = (date: Day) => ({ date, bookedAt: `${date}T12:00:00.000Z` })

/** Two and a half years in which most was paid in time, some late or in parts, and some never. */
export const seedHistory = (administration: AdministrationRow, months: readonly string[]): void => {
  const customers = administration.customers.length
  let sequence = 0
  for (const month of months) {
    for (const day of ['07', '21']) {
      sequence += 1
      const date = `${month}-${day}`
      const number = Number(`${month.slice(2, 4)}${String(sequence).padStart(4, '0')}`)
      const customer = firstCustomerId + ((sequence * 7) % customers)
      book(administration, {
        number,
        customer,
        date,
        account: sequence % 4 === 0 ? '8010' : '8000',
        euros: 180 + ((sequence * 137) % 2400),
      })
      const key = { customerId: customer, invoiceNumber: number }
      if (sequence % 9 === 0) continue
      if (sequence % 11 === 0)
        pay(administration, { ...key, ...stamp(addDays(date, 40)), amountCents: 10_000, journalId: 'BANK' })
      else
        pay(administration, {
          ...key,
          ...stamp(addDays(date, 12 + (sequence % 20))),
          amountCents: null,
          journalId: 'BANK',
        })
      if (sequence === 5) {
        reversePayment(administration, { ...key, ...stamp(addDays(date, 35)) })
        writeOff(administration, { ...key, ...stamp(addDays(date, 200)), amountCents: null })
      }
    }
  }
  seedCredit(administration, months.at(-1) ?? '2026-01')
}

/** An invoice taken back by a credit invoice and set off against it: settled without any money. */
const seedCredit = (administration: AdministrationRow, month: string): void => {
  const customer = firstCustomerId + 1
  const year = month.slice(2, 4)
  const sale = { customer, account: '8000' as const }
  book(administration, { ...sale, number: Number(`${year}9001`), date: `${month}-10`, euros: 500 })
  book(administration, { ...sale, number: Number(`${year}9002`), date: `${month}-12`, euros: -500 })
  offset(administration, {
    customerId: customer,
    invoiceNumber: Number(`${year}9001`),
    creditInvoiceNumber: Number(`${year}9002`),
    ...stamp(`${month}-12`),
  })
}
