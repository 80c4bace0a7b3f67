import type { Listener } from './feed'

/** More often than this nobody needs to hear that something changed. */
const leastBetweenMs = 500
/** Shorter than a proxy takes for silence. */
const breathMs = 20_000
/** After this a browser comes back, and is asked again who he is. */
const lifetimeMs = 5 * 60_000

const change = 'event: change\ndata: 1\n\n'
/** A browser that lost the stream comes back after this. */
const opening = 'retry: 3000\n\n'
const breath = ': \n\n'

/** Has the listener told, until the function that it answers with is called. */
type Listen = (listener: Listener) => Promise<() => void>

/** A stream of events that says when something changed, at a pace; many changes at once are one event. */
export const changeStream = async (signal: AbortSignal, listen: Listen): Promise<ReadableStream<Uint8Array>> => {
  const encoder = new TextEncoder()
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  // A reader that has gone makes each write fail; it is told about by `closed`.
  const say = (text: string) => void writer.write(encoder.encode(text)).catch(() => null)
  let timer: NodeJS.Timeout | null = null
  let isOwing = false
  const onChange = () => {
    if (timer === null) {
      say(change)
      timer = setTimeout(() => {
        timer = null
        if (isOwing) onChange()
      }, leastBetweenMs)
      isOwing = false
    } else isOwing = true
  }
  const over = new AbortController()
  const end = () => {
    over.abort()
  }
  const stop = await listen({ onChange, onLost: end })
  const breathing = setInterval(() => {
    say(breath)
  }, breathMs)
  const lifetime = setTimeout(end, lifetimeMs)
  const finish = () => {
    clearTimeout(lifetime)
    clearInterval(breathing)
    if (timer !== null) clearTimeout(timer)
    stop()
    void writer.close().catch(() => null)
  }
  const ending = AbortSignal.any([over.signal, signal])
  // Whoever left while we were getting ready is told of by no event.
  if (ending.aborted) finish()
  else ending.addEventListener('abort', finish, { once: true })
  void writer.closed.catch(end)
  say(opening)
  return readable
}
