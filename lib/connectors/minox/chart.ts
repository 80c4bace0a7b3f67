import type { Administration, Chart, Journal, JournalKind, LedgerAccount, VatCode } from '@/lib/domain/books'
import type { MinoxClient } from './client'
import {
  administrationWire,
  journalWire,
  ledgerAccountWire,
  paymentTermWire,
  vatWire,
  type AdministrationWire,
  type JournalWire,
  type LedgerAccountWire,
  type PaymentTermWire,
  type VatWire,
} from './schemas'

/**
 * What kind a journal is, by the words of its type or, where they say nothing, of its description. The API's own words
 * are not published (only `general` was seen); these are the product's Dutch names and their English equals.
 */
const journalWords: readonly { kind: JournalKind; words: RegExp }[] = [
  { kind: 'sales', words: /verkoop|verkopen|\bsales?\b|debiteur/i },
  { kind: 'purchase', words: /inkoop|inkopen|\bpurchases?\b|crediteur/i },
  { kind: 'opening', words: /begin|\bopening/i },
  { kind: 'bank', words: /\bbank|\bgiro\b/i },
  { kind: 'cash', words: /\bkas\b|kasboek|\bcash\b/i },
  { kind: 'general', words: /memo|\bgeneral\b|\bdiversen\b/i },
]

export const journalKind = ({
  type = '',
  description = '',
}: Pick<JournalWire, 'type' | 'description'>): JournalKind => {
  const kindIn = (text: string) => journalWords.find(({ words }) => words.test(text))?.kind
  return kindIn(type) ?? kindIn(description) ?? 'unknown'
}

/** The `type` texts of a VAT code (omniboost/go-minox `VATType`), with the return box in brackets. */
const vatTypes: readonly ({ words: RegExp } & Pick<VatCode, 'direction' | 'isReverseCharge' | 'sale'>)[] = [
  { words: /^af te dragen/i, direction: 'sales', isReverseCharge: false, sale: 'ordinary' },
  { words: /^te vorderen/i, direction: 'purchase', isReverseCharge: false, sale: 'ordinary' },
  { words: /verlegd.*verwerving/i, direction: 'purchase', isReverseCharge: true, sale: 'ordinary' },
  { words: /verlegd.*buiten/i, direction: 'sales', isReverseCharge: true, sale: 'outside-eu' },
  { words: /verlegd.*binnen (?:de )?eu\b/i, direction: 'sales', isReverseCharge: true, sale: 'within-eu' },
  { words: /verlegd/i, direction: 'sales', isReverseCharge: true, sale: 'reverse-charged' },
  // Sold to consumers, with the VAT of their country.
  { words: /afstandsverkopen/i, direction: 'sales', isReverseCharge: false, sale: 'ordinary' },
  // Services to a business in another EU country: the customer pays the VAT there.
  { words: /\bicp\b/i, direction: 'sales', isReverseCharge: true, sale: 'within-eu' },
]

export const toVatCode = (wire: VatWire): VatCode => {
  const type = wire.type ?? ''
  const known = vatTypes.find(({ words }) => words.test(type))
  return {
    code: String(wire.id),
    description: wire.description ?? type,
    vatBasisPoints: Math.round((wire.percentage ?? 0) * 100),
    isReverseCharge: known?.isReverseCharge ?? false,
    sale: known?.sale ?? 'unknown',
    direction: known?.direction ?? 'sales',
    ledgerAccount: isNumber(wire.account_id) ? wire.account_id : null,
  }
}

/** Minox writes "no account" and "no VAT" as 0 or leaves them out. */
const isNumber = (text: string | undefined): text is string => text !== undefined && /^[1-9]\d*$/.test(text)

export const toAdministration = (wire: AdministrationWire): Administration => {
  const periodsPerYear = wire.number_of_periods ?? wire.fiscal_years.at(-1)?.number_of_periods ?? 12
  return {
    ref: wire.id,
    name: wire.name ?? `Administratie ${wire.id}`,
    periodsPerYear,
    fiscalYears: wire.fiscal_years
      .map((year) => ({
        year: year.fiscal_year,
        startsOn: year.start_date,
        endsOn: year.end_date,
        periods: year.number_of_periods ?? periodsPerYear,
      }))
      .sort((one, other) => one.year - other.year),
  }
}

export const toLedgerAccount = (wire: LedgerAccountWire): LedgerAccount => {
  const isBlocked = wire.blocked?.active ?? false
  const vatId = wire.vat?.id ?? 0
  return {
    number: wire.id,
    description: wire.description ?? '',
    isBlocked,
    blockedReason: isBlocked ? (wire.blocked?.reason ?? null) : null,
    isBalanceSheet:
      wire.isBalance ?? wire.balance?.isBalance ?? wire.rgs.some(({ reference_code: code }) => code?.startsWith('B')),
    defaultVatCode: vatId === 0 ? null : String(vatId),
    allowsOtherVat: wire.allow_free_vat_input ?? true,
  }
}

const toJournal = (wire: JournalWire): Journal => ({
  ref: wire.id,
  description: wire.description ?? wire.id,
  kind: journalKind(wire),
})

/** All administrations of the customer number. https://app.minox.nl/docs/api/rest/ `GET /administration`. */
export const listAdministrations = async (client: MinoxClient): Promise<Administration[]> =>
  (await client.list({ path: ['administration'] })).map((item) =>
    toAdministration(client.parse(administrationWire, item, 'an administration')),
  )

export const listPaymentTerms = async (client: MinoxClient, administrationRef: string): Promise<PaymentTermWire[]> =>
  (await client.list({ path: ['administration', administrationRef, 'payment_term'] })).map((item) =>
    client.parse(paymentTermWire, item, 'a payment term'),
  )

/** The chart by five lists, one after the other: Minox is asked for one thing at a time. */
export const readChart = async (
  client: MinoxClient,
  administrationRef: string,
): Promise<{ chart: Chart | null; paymentTerms: PaymentTermWire[] }> => {
  const administration = (await listAdministrations(client)).find(({ ref }) => ref === administrationRef)
  if (!administration) return { chart: null, paymentTerms: [] }
  const list = (name: string) => client.list({ path: ['administration', administrationRef, name] })
  const ledgerAccounts = (await list('ledger_account')).map((item) =>
    toLedgerAccount(client.parse(ledgerAccountWire, item, 'a ledger account')),
  )
  const vatCodes = (await list('vat')).map((item) => toVatCode(client.parse(vatWire, item, 'a VAT code')))
  const journals = (await list('journal')).map((item) => toJournal(client.parse(journalWire, item, 'a journal')))
  const paymentTerms = await listPaymentTerms(client, administrationRef)
  const paymentTermDays = [...new Set(paymentTerms.flatMap(({ days }) => (days === undefined ? [] : [days])))]
  return {
    chart: {
      administration,
      ledgerAccounts,
      vatCodes,
      journals,
      paymentTermDays: paymentTermDays.sort((a, b) => a - b),
    },
    paymentTerms,
  }
}
