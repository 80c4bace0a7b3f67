import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { getDb } from '@/lib/db/client'
import { openDemoCombi } from './demo-combi'
import { measureInvoicePage } from './invoice-page'
import { measureLog } from './log-speed'
import { cpuMsOf, recordRequests, repeatRequests } from './recorded-requests'
import { addInvoices, countRequests, liftLimits } from './sandbox-control'

const invoiceCount = 300

/** How often the function of a synchronisation is executed for a run with nothing to do, on the real worker. */
const countExecutions = async (combi: Awaited<ReturnType<typeof openDemoCombi>>): Promise<number> => {
  let executions = 0
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    if (request.method === 'POST' && request.url?.includes('sync-combi') === true) executions += 1
  })
  // The background process itself, here, so that what reaches it can be counted.
  await import('@/inngest/worker')
  const { sendSyncRequested } = await import('@/inngest/events')
  const runId = await combi.start()
  await sendSyncRequested({ workspaceId: combi.workspaceId, combiId: combi.combiId, runId })
  while ((await combi.read(runId)).finishedAt === null) await delay(20)
  // The run ends within its step; the engine still hears that the function has nothing left to do.
  const settled = executions
  while (executions === settled) await delay(20)
  return executions
}

const measure = async () => {
  const combi = await openDemoCombi()
  await liftLimits()
  // A first round makes the debtors known and the code warm.
  await combi.sync()
  await combi.offerAll()
  await combi.sync()
  await addInvoices(invoiceCount, await combi.linkedOrganizations())
  await combi.sync()
  const offered = await combi.offerAll()

  const requestsBefore = await countRequests()
  let booked = 0
  let cpuMs = 0
  const recorded = await recordRequests(async () => {
    cpuMs = await cpuMsOf(async () => {
      booked = (await combi.sync()).bookedCount
    })
  })
  const calls = (await countRequests()) - requestsBefore
  if (offered !== invoiceCount || booked !== invoiceCount)
    throw new Error(`Of ${String(offered)} offered invoices ${String(booked)} were booked`)
  if (recorded.length < calls)
    throw new Error(
      `Of ${String(calls)} requests ${String(recorded.length)} were recorded: the loop would be too short`,
    )
  // Twice, counting the second: the loop gets the same warm start as the run.
  await repeatRequests(recorded)
  const bareMs = await cpuMsOf(() => repeatRequests(recorded))

  const idleBefore = await countRequests()
  await combi.sync()
  const idleCalls = (await countRequests()) - idleBefore
  return {
    idleCalls,
    idleExecutions: await countExecutions(combi),
    callsPerInvoice: calls / booked,
    cpuRatio: cpuMs / bareMs,
    cpuMsPerInvoice: cpuMs / booked,
    // Last: what was measured before it did not have so many rows beside it.
    invoicePageP95Ms: await measureInvoicePage(combi.db, combi),
  }
}

/** In this order: a million records more would be in the way of the rest. */
const measureAll = async () => {
  const figures = await measure()
  const { byFilterMs, ...log } = await measureLog(getDb())
  return { figures: { ...figures, ...log }, byFilterMs }
}

const round = (value: number): number => Math.round(value * 1000) / 1000

const { figures, byFilterMs } = await measureAll()
console.log(`Aanroepen bij een synchronisatie zonder werk     ${String(figures.idleCalls)}   (streven ≤ 4)`)
console.log(`Uitvoeringen van de functie daarbij               ${String(figures.idleExecutions)}`)
console.log(
  `Aanroepen per geboekte factuur, bij ${String(invoiceCount)}         ${String(round(figures.callsPerInvoice))}   (streven ≤ 1,15)`,
)
console.log(`Rekentijd per factuur                              ${String(round(figures.cpuMsPerInvoice))} ms`)
console.log(`  tegen een kale lus van dezelfde verzoeken        ${String(round(figures.cpuRatio))}   (streven ≤ 2)`)
console.log(
  `Bladzijde van 100.000 facturen                     ${String(round(figures.invoicePageP95Ms))} ms   (95% binnen 50)`,
)
console.log(
  `Pagina van een logboek met een miljoen regels      ${String(round(figures.logPageP95Ms))} ms   (95% binnen 50)`,
)
console.log(
  `Het traagste filter daarop                         ${String(round(figures.logFilterP95Ms))} ms   (95% binnen 50)`,
)
for (const [name, tookMs] of Object.entries(byFilterMs)) console.log(`  ${name.padEnd(48)} ${String(round(tookMs))} ms`)
const rounded = (values: Record<string, number>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, round(value)]))
console.log(JSON.stringify({ ...rounded(figures), logFilterMs: rounded(byFilterMs) }))
process.exit(0)
