import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { z } from 'zod'
import { copyInvoices } from '@/lib/db/testing-copies'
import { asPortal } from './people'

const listed = z.object({ items: z.array(z.object({ id: z.string(), number: z.string(), state: z.string() })) })

/** The invoice with this number as the portal has it in a tab. */
export const findInvoice = async (page: Page, state: string, number: string) => {
  const answer = await page.request.get(`/api/invoices?state=${state}&q=${number}`)
  const found = listed.parse(await answer.json()).items.find((invoice) => invoice.number === number)
  if (found === undefined) throw new Error(`${number} does not stand in ${state}`)
  return found
}

/** Has this many more invoices like it wait for a decision; the planner is told, as it is by itself where many arrive. */
export const addCopies = (databaseUrl: string, invoiceId: string, many: { count: number; prefix: string }) =>
  asPortal(databaseUrl, async (client) => {
    await client.query(copyInvoices, [invoiceId, many.count, many.prefix])
  })

/** What is left of them stands with the ignored ones, and the source, which knows none of them, hears nothing. */
export const putCopiesAway = (databaseUrl: string, prefix: string): Promise<void> =>
  asPortal(databaseUrl, async (client) => {
    const those = `SELECT id FROM "Invoice" WHERE starts_with(number, $1)`
    await client.query(`DELETE FROM "TimelineNote" WHERE "invoiceId" IN (${those})`, [prefix])
    await client.query(
      `UPDATE "Invoice" SET state = 'ignored', "deadlineAt" = NULL, "offeredPlan" = NULL WHERE id IN (${those})`,
      [prefix],
    )
  })

/** Something that many invoices are busy with, half-way, which no worker takes up. @returns its id. */
export const addHalfwayAction = (databaseUrl: string, workspaceId: string): Promise<string> =>
  asPortal(databaseUrl, async (client) => {
    const id = randomUUID()
    await client.query(
      `INSERT INTO "BulkAction" (id, "workspaceId", "userId", kind, "totalCount", "doneCount", "changedCount", "askedAt",
         "heartbeatAt") VALUES ($1, $2, $1, 'ignore', 5000, 1500, 1500, now(), now() + interval '1 day')`,
      [id, workspaceId],
    )
    return id
  })

export const forgetAction = (databaseUrl: string, id: string): Promise<void> =>
  asPortal(databaseUrl, async (client) => {
    await client.query('DELETE FROM "BulkAction" WHERE id = $1', [id])
  })

/** Has the combi's of a workspace stand still while this is done, so that nothing is booked or written meanwhile. */
export const whilePaused = async (
  databaseUrl: string,
  workspaceId: string,
  work: () => Promise<void>,
): Promise<void> => {
  const setState = (from: string, to: string) =>
    asPortal(databaseUrl, async (client) => {
      await client.query(
        `UPDATE "Combi" SET state = $3::"CombiState" WHERE "workspaceId" = $1 AND state = $2::"CombiState"`,
        [workspaceId, from, to],
      )
    })
  await setState('active', 'paused')
  try {
    await work()
  } finally {
    await setState('paused', 'active')
  }
}

/** Chooses all that the list holds, past what the page shows, and picks the action from the menu. */
export const chooseEverything = async (page: Page, address: string, action: string) => {
  await page.goto(address)
  await page.getByRole('checkbox', { name: /^Kies alle \d+ facturen op deze pagina/ }).check()
  await page.getByRole('button', { name: /^Kies alle [\d.+]+ facturen in deze lijst/ }).click()
  await expect(page.getByText(/^5\.000 gekozen/)).toBeVisible()
  await page.getByRole('button', { name: 'Acties' }).click()
  await page.getByRole('menuitem', { name: action }).click()
}
