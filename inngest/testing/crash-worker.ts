import { createInterface } from 'node:readline'
import { openEmbeddedApp } from './embedded-app'

/**
 * A process with an engine and one function, to be killed, stopped and started again by a test. It says what happens
 * on standard output, a line each. Arguments: the database, the port (0: a free one), the lease in ms, and the labels
 * of the runs that it starts itself. Step `second` of a run whose label ends in `!` waits for a line on standard input.
 */
const [databaseUrl = '', port = '0', leaseMs = '15000', ...labels] = process.argv.slice(2)

const say = (line: string) => {
  process.stdout.write(`${line}\n`)
}

const nextLine = () =>
  new Promise<void>((resolve) => {
    createInterface({ input: process.stdin }).once('line', () => {
      resolve()
    })
  })

const app = await openEmbeddedApp({
  databaseUrl,
  appId: 'crash',
  port: Number(port),
  engine: { leaseMs: Number(leaseMs), pollMs: 100 },
  build: ({ client, event }) => [
    client.createFunction(
      { id: 'long', triggers: [{ event: event('go') }], concurrency: 1, retries: 0 },
      async ({ event: { data }, step, attempt }) => {
        const label = String(data.label)
        await step.run('first', () => {
          say(`first ${label}`)
        })
        await step.run('second', async () => {
          say(`second ${label} attempt ${attempt}`)
          if (label.endsWith('!') && labels.length > 0) await nextLine()
        })
        say(`end ${label}`)
      },
    ),
  ],
})

void app.engine.lost.then(() => {
  say('lost')
  process.exit(1)
})

say(`ready ${app.server.url}`)
for (const label of labels) await app.client.send({ name: app.event('go'), data: { label } })
