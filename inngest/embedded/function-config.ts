import { nextTick } from './cron'
import { type Condition, type EventPath, parseCondition, parsePath } from './expression'
import {
  concurrencySchema,
  defaultRetries,
  discoveryStepId,
  functionFailedEvent,
  functionSchema,
  maxRetries,
} from './protocol'

/** A registered function, reduced to what this engine acts on. */
export type EngineFunction = {
  id: string
  url: string
  maxAttempts: number
  events: { name: string; condition: Condition | null }[]
  crons: string[]
  concurrency: { limit: number; key: EventPath | null }[]
}

/** An option of a function that this engine does not support, or does not support in this form. */
export class RefusedOption extends Error {
  override readonly name = 'RefusedOption'
  constructor(functionId: string, option: string, why = 'is not supported') {
    super(`Function "${functionId}": option "${option}" ${why} by the embedded engine.`)
  }
}

const supportedOptions = new Set(['id', 'name', 'triggers', 'steps', 'concurrency'])

/** Registered under another name than the one that stands in the code. */
const nameInCode: Record<string, string> = { cancel: 'cancelOn' }

const isSet = (value: unknown): boolean => value !== undefined && value !== null

const readTriggers = (id: string, triggers: ReturnType<typeof functionSchema.parse>['triggers'], now: Date) => {
  const events: EngineFunction['events'] = []
  const crons: string[] = []
  for (const trigger of triggers) {
    const unknown = Object.keys(trigger).find((key) => !['event', 'expression', 'cron', 'jitter'].includes(key))
    if (unknown !== undefined) throw new RefusedOption(id, `triggers.${unknown}`)
    if (isSet(trigger.jitter)) throw new RefusedOption(id, 'triggers.jitter')
    if (trigger.cron !== undefined) {
      try {
        nextTick(trigger.cron, now)
      } catch (error) {
        throw new RefusedOption(id, 'triggers.cron', `is not understood ("${trigger.cron}": ${String(error)})`)
      }
      crons.push(trigger.cron)
      continue
    }
    const name = trigger.event ?? ''
    if (name.includes('*')) throw new RefusedOption(id, 'triggers.event', `"${name}" (a wildcard) is not supported`)
    if (name.startsWith('inngest/') && name !== functionFailedEvent)
      throw new RefusedOption(id, 'triggers.event', `"${name}" is not sent`)
    const condition = trigger.expression ? parseCondition(trigger.expression) : null
    if (trigger.expression && !condition)
      throw new RefusedOption(id, 'triggers.if', `"${trigger.expression}" is not understood`)
    events.push({ name, condition })
  }
  return { events, crons }
}

const readConcurrency = (id: string, option: unknown): EngineFunction['concurrency'] => {
  if (!isSet(option)) return []
  const limits: unknown[] = Array.isArray(option) ? option : [typeof option === 'number' ? { limit: option } : option]
  return limits.map((raw) => {
    const parsed = concurrencySchema.safeParse(raw)
    if (!parsed.success) throw new RefusedOption(id, 'concurrency', 'needs a limit of at least 1 to be understood')
    const { limit, key, scope } = parsed.data
    if (isSet(scope) && scope !== 'fn')
      throw new RefusedOption(id, 'concurrency.scope', `"${scope ?? ''}" is not supported`)
    const path = key ? parsePath(key) : null
    if (key && !path) throw new RefusedOption(id, 'concurrency.key', `"${key}" is not understood`)
    return { limit, key: path }
  })
}

/**
 * Reads one function of a registration.
 * @throws RefusedOption naming the first option that this engine would not honour.
 */
export const readFunction = (raw: { id: string; [option: string]: unknown }, now: Date): EngineFunction => {
  const refused = Object.keys(raw).find((option) => isSet(raw[option]) && !supportedOptions.has(option))
  if (refused !== undefined) throw new RefusedOption(raw.id, nameInCode[refused] ?? refused)
  const parsed = functionSchema.safeParse(raw)
  if (!parsed.success)
    throw new RefusedOption(raw.id, parsed.error.issues[0]?.path.join('.') ?? 'function', 'is not understood')
  const { runtime, retries } = parsed.data.steps[discoveryStepId]
  if (runtime.type !== 'http' || !runtime.url.startsWith('http:'))
    throw new RefusedOption(raw.id, 'steps.runtime', `"${runtime.url}" is not called`)
  const attempts = retries?.attempts ?? defaultRetries
  if (attempts > maxRetries) throw new RefusedOption(raw.id, 'retries', `above ${maxRetries} are not supported`)
  return {
    id: raw.id,
    url: runtime.url,
    maxAttempts: attempts + 1,
    concurrency: readConcurrency(raw.id, raw.concurrency),
    ...readTriggers(raw.id, parsed.data.triggers, now),
  }
}
