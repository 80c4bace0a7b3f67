import { v7 as newId } from 'uuid'
import { type EngineEvent, type IncomingEvent, incomingEventSchema, maxEventBytes } from './protocol'
import { type Desk, storeEvent, triggerRuns } from './runs'

/** An event that is not taken, with the HTTP status that says so. */
export class RefusedEvent extends Error {
  override readonly name = 'RefusedEvent'
  constructor(
    readonly status: 400 | 413,
    message: string,
  ) {
    super(message)
  }
}

const readEvent = (raw: unknown): IncomingEvent => {
  const size = Buffer.byteLength(JSON.stringify(raw ?? null))
  if (size > maxEventBytes) throw new RefusedEvent(413, `Event too large: ${size} bytes, at most ${maxEventBytes}.`)
  const parsed = incomingEventSchema.safeParse(raw)
  if (!parsed.success) throw new RefusedEvent(400, `Event not understood: ${parsed.error.issues[0]?.message ?? ''}`)
  // Only the engine itself says that a function failed or that a timer went off.
  if (parsed.data.name.startsWith('inngest/'))
    throw new RefusedEvent(400, `Event name "${parsed.data.name}" is reserved.`)
  return parsed.data
}

/**
 * Stores what was posted, one event or several, and starts their runs: all of them or, when one is refused, none.
 * `seed` is the SDK's mark of one `send`: its own repetitions of that call after a lost answer start nothing twice.
 * @returns the ids, of an event that came before the id that it got then.
 * @throws RefusedEvent
 */
export const acceptEvents = async (desk: Desk, posted: unknown, seed: string | null): Promise<string[]> => {
  const incoming = (Array.isArray(posted) ? posted : [posted]).map(readEvent)
  const ids: string[] = []
  for (const [index, { id: givenId, name, data, user, ts, v, meta }] of incoming.entries()) {
    const id = newId()
    const event: EngineEvent = {
      id: givenId || id,
      name,
      data: data ?? {},
      user: user ?? {},
      ts: ts || desk.now.getTime(),
      ...(v ? { v } : {}),
      ...(meta === undefined ? {} : { meta }),
    }
    const dedupeId = givenId || (seed === null ? null : `seed:${seed}:${index}`)
    const storedId = await storeEvent(desk.sql, id, { dedupeId, event })
    if (storedId !== null) await triggerRuns(desk, { id: storedId, event })
    ids.push(storedId ?? (await findEventId(desk, dedupeId)))
  }
  return ids
}

const findEventId = async ({ sql }: Desk, dedupeId: string | null): Promise<string> => {
  const [row] = await sql<{ id: string }>('SELECT id FROM embedded.events WHERE dedupe_id = $1', [dedupeId])
  return row?.id ?? ''
}
