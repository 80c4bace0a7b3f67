import { expect, it } from 'vitest'

it('nothing that the start-up loads decides for it what a signal does', async () => {
  const count = () => ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit'].map((name) => process.listenerCount(name))
  const before = count()
  await import('./stack')
  expect(count()).toEqual(before)
})
