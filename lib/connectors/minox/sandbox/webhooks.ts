import { request } from 'node:http'
import { receivableJson } from './answers'
import type { AdministrationRow, TenantRow, WebhookDelivery, WebhookRow } from './records'
import { findOpenItem } from './receivables'
import type { SandboxStore } from './store'

/**
 * "When a payment is processed you receive an update of the open item" (Minox's step-by-step guide). The body's shape
 * is not published; this one is a guess, and a receiver may take it as a hint only.
 */
export const announce = (
  store: SandboxStore,
  place: { tenant: TenantRow; administration: AdministrationRow },
  key: { customerId: number; invoiceNumber: number },
): void => {
  const item = findOpenItem(place.administration, key.customerId, key.invoiceNumber)
  if (!item) return
  const body = JSON.stringify({
    tenant_id: place.tenant.id,
    administration_id: place.administration.id,
    type: 'receivable',
    receivable: receivableJson(place.administration, item, store.settings),
  })
  for (const webhook of place.tenant.webhooks)
    if (webhook.enabled && webhook.notifications.receivable)
      store.state.deliveries.push({ webhookId: webhook.id, tenantId: place.tenant.id, body })
}

/** Sends what waits; twice or in the wrong order when asked, as real deliveries may come. */
export const flushWebhooks = async (
  store: SandboxStore,
  options: { duplicate: boolean; reorder: boolean },
): Promise<{ delivered: number }> => {
  const waiting = store.state.deliveries.splice(0)
  const ordered = options.reorder ? waiting.toReversed() : waiting
  const all = options.duplicate ? ordered.flatMap((delivery) => [delivery, delivery]) : ordered
  for (const delivery of all) await deliver(store, delivery)
  store.save()
  return { delivered: all.length }
}

const deliver = async (store: SandboxStore, delivery: WebhookDelivery): Promise<void> => {
  const webhook = store.tenant(delivery.tenantId)?.webhooks.find(({ id }) => id === delivery.webhookId)
  if (!webhook) return
  const status = await postTo(webhook, delivery.body)
  webhook.history.push({ at: store.clock.now().toISOString(), status })
}

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** The status of the answer, or null when none came. Only this machine is called: a sandbox has no business elsewhere. */
const postTo = (webhook: WebhookRow, body: string): Promise<number | null> => {
  const url = new URL(webhook.url)
  if (url.protocol !== 'http:' || !loopback.has(url.hostname)) return Promise.resolve(null)
  return new Promise((resolve) => {
    const sent = request(
      url,
      { method: 'POST', timeout: 5_000, headers: { 'content-type': 'application/json', ...credentials(webhook) } },
      (answer) => {
        answer.resume()
        resolve(answer.statusCode ?? null)
      },
    )
    sent.on('timeout', () => sent.destroy())
    sent.on('error', () => {
      resolve(null)
    })
    sent.end(body)
  })
}

const credentials = ({ bearer, username, password }: WebhookRow): Record<string, string> => {
  if (bearer) return { authorization: `Bearer ${bearer}` }
  if (username) return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` }
  return {}
}
