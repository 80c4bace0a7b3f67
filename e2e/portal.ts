import { expect, type Page } from '@playwright/test'
import { z } from 'zod'

const started = z.object({ runId: z.string() })
const run = z.object({ run: z.object({ finishedAt: z.string().nullable(), outcome: z.string().nullable() }) })

/** Presses the button, and waits until that run has ended well. */
export const synchronise = async (page: Page): Promise<void> => {
  await page.goto('/combis')
  const answered = page.waitForResponse((response) => new URL(response.url()).pathname.endsWith('/sync'))
  await page.getByRole('button', { name: 'Synchroniseer nu' }).click()
  const { runId } = started.parse(await (await answered).json())
  await expect
    .poll(async () => run.parse(await (await page.request.get(`/api/runs/${runId}`)).json()).run.outcome, {
      timeout: 90_000,
    })
    .toMatch(/^(succeeded|partial)$/)
}

/** Opens the tab, checks these invoices and picks the action from the menu. */
export const chooseAction = async (page: Page, numbers: readonly string[], action: 'Verwerken' | 'Negeren') => {
  await page.goto('/facturen?state=pending')
  for (const number of numbers) await page.getByRole('checkbox', { name: `Kies factuur ${number}` }).check()
  await page.getByRole('button', { name: 'Acties' }).click()
  await page.getByRole('menuitem', { name: action }).click()
  return page.getByRole('dialog')
}

const listed = z.object({ items: z.array(z.object({ id: z.string(), number: z.string() })) })

/** Hands invoices over without looking at what becomes of them first, which the screen does not let one do. */
export const offerUnseen = async (page: Page, numbers: readonly string[]): Promise<void> => {
  const { items } = listed.parse(await (await page.request.get('/api/invoices?state=pending')).json())
  const ids = items.filter(({ number }) => numbers.includes(number)).map(({ id }) => id)
  const { origin } = new URL(page.url())
  const answer = await page.request.post('/api/invoices/offer', {
    headers: { origin },
    data: { ids, bookingDate: null },
  })
  expect([answer.status(), ids.length]).toEqual([200, numbers.length])
}
