import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { claimDataFolder } from './only-start'
import { temporaryFolder } from './testing'

it('a second start in the same folder is refused', async () => {
  const folder = temporaryFolder()
  const claim = await claimDataFolder(folder)
  await expect(claimDataFolder(folder)).rejects.toThrow(`Het portaal draait al vanuit deze map (${folder}).`)
  await claim.release()
})

it('a start in another folder is not', async () => {
  const claims = [await claimDataFolder(temporaryFolder()), await claimDataFolder(temporaryFolder())]
  for (const { release } of claims) await release()
})

it('the folder is free again after an ordered stop', async () => {
  const folder = temporaryFolder()
  await (await claimDataFolder(folder)).release()
  const claim = await claimDataFolder(folder)
  expect(claim.wasKilled).toBe(false)
  await claim.release()
})

it('the folder is free again after its holder was killed', async () => {
  const folder = temporaryFolder()
  const hold = `
    import { claimDataFolder } from './lib/platform/start/only-start.ts'
    await claimDataFolder(process.argv[1])
    console.log('held')
    setInterval(() => {}, 1000)`
  const holder = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', hold, folder])
  await once(holder.stdout, 'data')
  await expect(claimDataFolder(folder)).rejects.toThrow('draait al')
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  const claim = await claimDataFolder(folder)
  expect(claim.wasKilled).toBe(true)
  await claim.release()
})
