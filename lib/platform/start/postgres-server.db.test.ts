import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { findFreePort } from './ports'
import { postgresAdminUrl } from './postgres-address'
import { temporaryFolder } from './testing'

describe('the PostgreSQL of the portal', () => {
  let folder = ''
  let port = 0
  const password = 'a password with spaces & more'

  beforeEach(async () => {
    const parent = temporaryFolder()
    // As root the server runs as another user, who must be able to get to its data.
    chmodSync(parent, 0o755)
    folder = join(parent, 'postgres')
    port = await findFreePort()
  })

  const start = async () => {
    const main = spawn(process.execPath, ['--import', 'tsx', 'lib/platform/start/postgres-main.ts'], {
      env: { NODE_ENV: 'test', POSTGRES_FOLDER: folder, POSTGRES_PORT: String(port), POSTGRES_PASSWORD: password },
    })
    onTestFinished(async () => {
      if (main.exitCode === null && main.signalCode === null) {
        main.kill('SIGTERM')
        await once(main, 'exit')
      }
    })
    for await (const line of createInterface({ input: main.stdout })) if (line === 'listening') return main
    throw new Error('it ended before it listened')
  }

  const query = async (text: string) => {
    const client = new Client({ connectionString: postgresAdminUrl({ port, password }) })
    await client.connect()
    try {
      return (await client.query<Record<string, unknown>>(text)).rows
    } finally {
      await client.end()
    }
  }

  const serverPid = () => Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])

  it('keeps its data over an ordered stop, and leaves no server behind', async () => {
    const main = await start()
    await query('CREATE TABLE kept AS SELECT 42 AS it')
    main.kill('SIGTERM')
    await once(main, 'exit')
    expect(existsSync(join(folder, 'postmaster.pid'))).toBe(false)
    await start()
    expect(await query('SELECT it FROM kept')).toEqual([{ it: 42 }])
  })

  it('starts again after its process was killed and the server was left at work', async () => {
    const main = await start()
    await query('CREATE TABLE kept AS SELECT 42 AS it')
    const left = serverPid()
    main.kill('SIGKILL')
    await once(main, 'exit')
    await start()
    expect(serverPid()).not.toBe(left)
    expect(await query('SELECT it FROM kept')).toEqual([{ it: 42 }])
  })

  it('starts again after server and process were killed', async () => {
    const main = await start()
    await query('CREATE TABLE kept AS SELECT 42 AS it')
    process.kill(serverPid(), 'SIGKILL')
    await once(main, 'exit')
    await start()
    expect(await query('SELECT it FROM kept')).toEqual([{ it: 42 }])
  })

  it('starts when the id in the file that a crash left is that of another program by now', async () => {
    const main = await start()
    const file = join(folder, 'postmaster.pid')
    const text = readFileSync(file, 'utf8')
    main.kill('SIGTERM')
    await once(main, 'exit')
    writeFileSync(file, text.replace(/^\d+/, String(process.pid)))
    await start()
    expect(serverPid()).not.toBe(process.pid)
  })

  it('starts after a first start that was cut off half-way', async () => {
    mkdirSync(`${folder}.new`)
    writeFileSync(`${folder}.new/PG_VERSION`, '18')
    await start()
    expect(await query('SELECT 1 AS up')).toEqual([{ up: 1 }])
    expect(existsSync(`${folder}.new`)).toBe(false)
  })

  it('its process ends when the server goes down by itself', async () => {
    const main = await start()
    process.kill(serverPid(), 'SIGINT')
    const [code] = (await once(main, 'exit')) as [number | null]
    expect(code).toBe(1)
  })
})
