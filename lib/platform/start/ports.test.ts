import { createServer, type Server } from 'node:net'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { choosePorts, findFreePort, requireFreePort } from './ports'
import { temporaryFolder } from './testing'

const occupy = async (port: number): Promise<Server> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
  })
  return server
}

it('a port that another program has is refused in one line that names it', async () => {
  const port = await findFreePort()
  await occupy(port)
  await expect(requireFreePort(port)).rejects.toThrow(
    new RegExp(`^Poort ${port} is al in gebruik\\. .* --port ${port + 1}$`),
  )
})

it('a port that its holder lets go of in time passes', async () => {
  const port = await findFreePort()
  const holder = await occupy(port)
  const waiting = requireFreePort(port, { patienceMs: 10_000 })
  holder.close()
  await waiting
})

it('a free port passes, and is free afterwards', async () => {
  const port = await findFreePort()
  await requireFreePort(port)
  await requireFreePort(port)
})

it('the ports of last time are taken again', async () => {
  const folder = temporaryFolder()
  const kept = await findFreePort()
  writeFileSync(join(folder, 'ports.json'), JSON.stringify({ minox: kept }))
  expect(await choosePorts(folder, { minox: 1 })).toEqual({ minox: kept })
})

it('a port that is taken makes way for a free one, which is kept', async () => {
  const folder = temporaryFolder()
  const taken = await findFreePort()
  await occupy(taken)
  const chosen = await choosePorts(folder, { minox: taken })
  expect(chosen.minox).not.toBe(taken)
  expect(JSON.parse(readFileSync(join(folder, 'ports.json'), 'utf8'))).toEqual(chosen)
})

it('two names never get the same port', async () => {
  const port = await findFreePort()
  const chosen = await choosePorts(temporaryFolder(), { minox: port, simplicate: port })
  expect(chosen.minox).not.toBe(chosen.simplicate)
})
