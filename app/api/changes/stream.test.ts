import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Listener } from './feed'
import { changeStream } from './stream'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const open = async (reader = new AbortController()) => {
  const heard: { listener: Listener | null } = { listener: null }
  const stream = await changeStream(reader.signal, (listener) => {
    heard.listener = listener
    return Promise.resolve(() => {
      heard.listener = null
    })
  })
  const said: string[] = []
  const decoder = new TextDecoder()
  const done = stream.pipeTo(
    new WritableStream<Uint8Array>({
      write: (chunk) => {
        said.push(decoder.decode(chunk))
      },
    }),
  )
  const countChanges = () => said.filter((text) => text.startsWith('event: change')).length
  return { reader, heard, done, countChanges, pass: (ms: number) => vi.advanceTimersByTimeAsync(ms) }
}

describe('a stream of changes', () => {
  it('says the first change at once, and many that follow as one', async () => {
    const { heard, pass, countChanges } = await open()
    for (let n = 0; n < 20; n++) heard.listener?.onChange()
    await pass(0)
    expect(countChanges()).toBe(1)
    await pass(500)
    expect(countChanges()).toBe(2)
    await pass(5_000)
    expect(countChanges()).toBe(2)
  })

  const endings: [string, (stream: Awaited<ReturnType<typeof open>>) => void][] = [
    [
      'its reader leaves',
      ({ reader }) => {
        reader.abort()
      },
    ],
    [
      'nothing more will be heard',
      ({ heard }) => {
        heard.listener?.onLost()
      },
    ],
    [
      'its time is over',
      () => {
        vi.advanceTimersByTime(5 * 60_000)
      },
    ],
  ]
  it.each(endings)('ends when %s, and leaves nothing behind', async (_, end) => {
    const stream = await open()
    end(stream)
    await stream.done
    expect([stream.heard.listener, vi.getTimerCount()]).toEqual([null, 0])
  })

  it('leaves nothing behind for a reader who had gone before it began', async () => {
    const reader = new AbortController()
    reader.abort()
    const stream = await open(reader)
    await stream.done
    expect([stream.heard.listener, vi.getTimerCount()]).toEqual([null, 0])
  })
})
