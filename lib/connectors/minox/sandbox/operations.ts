import type { z } from 'zod'
import { ActionRefused, offset, pay, removeByHand, reversePayment, writeOff } from './actions'
import { customerOf } from './books'
import { periodRange, setPeriodClosed } from './calendar'
import type {
  blockBody,
  clockBody,
  offsetBody,
  payBody,
  periodBody,
  removeBody,
  reverseBody,
  tokenBody,
  writeOffBody,
} from './control-schemas'
import { allScopes, createGrant, issueTokens, revokeGrants, type TokenPair } from './grants'
import type { AdministrationRow, TenantRow } from './records'
import { announce, flushWebhooks } from './webhooks'
import type { World } from './world'

type Place = { tenant: number; administration: number }
type InvoiceCall = Place & { customer: number; invoice_number: number; date?: string | undefined }

/**
 * What can be done to a running sandbox, for the control plane, the pages and tests alike.
 * @throws ActionRefused in Dutch when the books do not allow it.
 */
export const operationsOn = (world: World) => {
  const { store } = world

  const placeOf = ({
    tenant: tenantId,
    administration: id,
  }: Place): { tenant: TenantRow; administration: AdministrationRow } => {
    const tenant = store.tenant(tenantId)
    const administration = store.administration(tenantId, id)
    if (!tenant || !administration) throw new ActionRefused(`Administratie ${id} bestaat niet`)
    return { tenant, administration }
  }

  const onInvoice = (
    call: InvoiceCall,
    work: (
      administration: AdministrationRow,
      key: { customerId: number; invoiceNumber: number; date: string; bookedAt: string },
    ) => void,
  ): void => {
    const place = placeOf(call)
    const key = { customerId: call.customer, invoiceNumber: call.invoice_number }
    work(place.administration, {
      ...key,
      date: call.date ?? store.clock.today(),
      bookedAt: store.clock.now().toISOString(),
    })
    announce(store, place, key)
    store.save()
    if (store.settings.deliverWebhooks) void flushWebhooks(store, { duplicate: false, reorder: false })
  }

  return {
    reset() {
      world.faults.length = 0
      world.requests.length = 0
      world.rate.reset()
      store.reset()
    },
    setClock(call: z.infer<typeof clockBody>) {
      if ('now' in call) store.clock.setTo(new Date(call.now))
      else store.clock.advance(call.advance_ms)
      store.save()
    },
    pay(call: z.infer<typeof payBody>) {
      onInvoice(call, (books, key) => pay(books, { ...key, amountCents: call.amount ?? null, journalId: call.journal }))
    },
    writeOff(call: z.infer<typeof writeOffBody>) {
      onInvoice(call, (books, key) => writeOff(books, { ...key, amountCents: call.amount ?? null }))
    },
    reversePayment(call: z.infer<typeof reverseBody>) {
      onInvoice(call, (books, key) => reversePayment(books, key))
    },
    offset(call: z.infer<typeof offsetBody>) {
      onInvoice(call, (books, key) => offset(books, { ...key, creditInvoiceNumber: call.credit_invoice_number }))
    },
    setPeriod(call: z.infer<typeof periodBody>) {
      const { administration } = placeOf(call)
      const year = administration.fiscalYears.find(({ fiscalYear }) => fiscalYear === call.fiscal_year)
      if (!year || !periodRange(year, call.period)) throw new ActionRefused('Deze periode bestaat niet')
      setPeriodClosed(administration, { fiscalYear: call.fiscal_year, period: call.period }, call.closed)
      store.save()
    },
    setBlock(call: z.infer<typeof blockBody>) {
      const { administration } = placeOf(call)
      const target =
        call.customer === undefined
          ? administration.ledgerAccounts.find(({ id }) => id === call.ledger_account)
          : customerOf(administration, call.customer)
      if (!target) throw new ActionRefused('Deze rekening of debiteur bestaat niet')
      target.blocked = { active: call.blocked, reason: call.blocked ? call.reason : '' }
      store.save()
    },
    removeBatch(call: z.infer<typeof removeBody>) {
      removeByHand(placeOf(call).administration, call.batch)
      store.save()
    },
    setRateProfile(profile: World['store']['settings']['rateProfile']) {
      store.settings = { ...store.settings, rateProfile: profile }
      world.rate.reset()
      store.save()
    },
    revoke(tenantId: number) {
      const tenant = store.tenant(tenantId)
      if (!tenant) throw new ActionRefused(`Klantnummer ${tenantId} bestaat niet`)
      revokeGrants(store, tenant)
      store.save()
    },
    issueToken(call: z.infer<typeof tokenBody>): TokenPair {
      const tenant = store.tenant(call.tenant)
      if (!tenant) throw new ActionRefused(`Klantnummer ${call.tenant} bestaat niet`)
      const grant = createGrant(store, {
        tenantId: tenant.id,
        scopes: call.scopes ?? [...allScopes],
        administrationIds: call.administrations ?? tenant.administrations.map(({ id }) => id),
      })
      const pair = issueTokens(store, grant)
      store.save()
      return pair
    },
  }
}

export type Operations = ReturnType<typeof operationsOn>
