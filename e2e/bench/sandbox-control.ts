import { getEnv } from '@/lib/platform/env'
import { z } from 'zod'

const { simplicateUrlTemplate, minoxBaseUrl } = getEnv()
const simplicateControl = `${new URL(simplicateUrlTemplate.replace('{subdomain}', 'x')).origin}/__sandbox`
const minoxControl = `${minoxBaseUrl}/__sandbox`

const ask = async (url: string, body?: unknown): Promise<unknown> => {
  const answer = await fetch(url, {
    ...(body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${url} answered ${String(answer.status)}: ${await answer.text()}`)
  return answer.json()
}

/** Takes the vendors' limits away: what is counted here is work, not waiting. */
export const liftLimits = async (): Promise<void> => {
  await ask(`${simplicateControl}/settings`, { requestsPerMinute: null })
  await ask(`${minoxControl}/ratelimit`, { profile: 'off' })
}

const seen = z.array(z.looseObject({ path: z.string() }))

/** Requests that both vendors have seen of the portal so far, by their own count. */
export const countRequests = async (): Promise<number> => {
  const journals = [await ask(`${simplicateControl}/journal`), await ask(`${minoxControl}/journal`)]
  return journals
    .flatMap((journal) => seen.parse(Array.isArray(journal) ? journal : (journal as { requests: unknown }).requests))
    .filter(({ path }) => !path.includes('/__sandbox')).length
}

const state = z.object({
  tenants: z.array(
    z.looseObject({
      subdomain: z.string(),
      revenueGroups: z.array(z.looseObject({ id: z.string(), label: z.string() })),
      vatClasses: z.array(z.looseObject({ id: z.string(), percentage: z.coerce.string() })),
    }),
  ),
})
const created = z.looseObject({ id: z.string() })

const halfHourMs = 30 * 60_000

/**
 * Adds sent invoices for these debtors, of two lines and two rates each. They are changed half an hour apart, ending now: as a
 * firm that works on changes them, and not all within the window that every run reads again.
 */
export const addInvoices = async (count: number, organizationIds: readonly string[]): Promise<void> => {
  const { tenants } = state.parse(await ask(`${simplicateControl}/state`))
  const tenant = tenants.find(({ subdomain }) => subdomain === 'breekijzer')
  const line = (label: string, percentage: string, amount: string) => ({
    revenueGroupId: tenant?.revenueGroups.find((group) => group.label.startsWith(label))?.id,
    vatClassId: tenant?.vatClasses.find((vatClass) => Number(vatClass.percentage) === Number(percentage))?.id,
    description: 'Werkzaamheden',
    amount,
    price: '97.3333',
  })
  const nowMs = Date.now()
  for (let at = 0; at < count; at += 1) {
    const changedAt = new Date(nowMs - (count - 1 - at) * halfHourMs)
    await ask(`${simplicateControl}/clock`, { now: changedAt.toISOString() })
    const { id } = created.parse(
      await ask(`${simplicateControl}/invoices`, {
        organizationId: organizationIds[at % organizationIds.length],
        lines: [line('8000', '21', '7.5'), line('8010', '9', '3.25')],
      }),
    )
    await ask(`${simplicateControl}/invoices/${encodeURIComponent(id)}/send`, {
      date: changedAt.toISOString().slice(0, 10),
    })
  }
}
