import { z } from 'zod'

// The limits of the real server, enforced here so that what runs on this engine runs there too.
// Source: https://github.com/inngest/inngest/blob/main/pkg/consts/consts.go
export const maxStepOutputBytes = 4 * 1024 * 1024
export const maxAnswerBytes = 8 * 1024 * 1024
export const maxRunStateBytes = 32 * 1024 * 1024
export const maxEventBytes = 512 * 1024
const maxEventNameLength = 512
export const maxStepsPerRun = 1000
export const defaultRetries = 4
export const maxRetries = 20
export const callTimeoutMs = 2 * 60 * 60 * 1000

/** The one step id that asks the SDK to look for what comes next; any other names the planned step to execute. */
export const discoveryStepId = 'step'

export const functionFailedEvent = 'inngest/function.failed'
export const scheduledTimerEvent = 'inngest/scheduled.timer'

const jsonObject = z.record(z.string(), z.unknown())

/** An event as a client posts it to `/e/:key`. */
export const incomingEventSchema = z.object({
  id: z.string().nullish(),
  name: z.string().min(1).max(maxEventNameLength),
  data: jsonObject.nullish(),
  user: jsonObject.nullish(),
  ts: z.number().int().nonnegative().nullish(),
  v: z.string().nullish(),
  meta: z.unknown().optional(),
})
export type IncomingEvent = z.infer<typeof incomingEventSchema>

/** An event as it is stored and as functions receive it. */
export type EngineEvent = {
  id: string
  name: string
  data: Record<string, unknown>
  user: Record<string, unknown>
  ts: number
  v?: string
  meta?: unknown
}

/** What the SDK posts to `/fn/register`. Unknown keys of a function are kept: each is an option to support or refuse. */
export const registrationSchema = z.object({
  appName: z.string().min(1),
  functions: z.array(z.looseObject({ id: z.string().min(1) })),
})

export const functionSchema = z.object({
  id: z.string(),
  triggers: z.array(
    z.looseObject({
      event: z.string().optional(),
      expression: z.string().nullish(),
      cron: z.string().optional(),
      jitter: z.string().nullish(),
    }),
  ),
  steps: z.object({
    [discoveryStepId]: z.object({
      runtime: z.object({ type: z.string(), url: z.url() }),
      retries: z.object({ attempts: z.number().int().nonnegative().optional() }).nullish(),
    }),
  }),
})

export const concurrencySchema = z.object({
  limit: z.number().int().positive(),
  key: z.string().nullish(),
  scope: z.string().nullish(),
})

/** An operation in an answer of status 206. */
export const operationSchema = z.looseObject({
  id: z.string(),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
  opts: z.record(z.string(), z.unknown()).nullish(),
})
export type Operation = z.infer<typeof operationSchema>

/** An error as the SDK writes it down and reads it back. */
export type SdkError = { name: string; message: string; stack?: string; cause?: unknown }

export const stepLimitError: SdkError = {
  name: 'function_overflowed',
  message: `The function run exceeded the step limit of ${maxStepsPerRun} steps.`,
}

const errorSchema = z.looseObject({
  name: z.string().min(1).catch('Error'),
  message: z.string().min(1).optional().catch(undefined),
  error: z.string().optional().catch(undefined),
  stack: z.string().optional().catch(undefined),
  cause: z.unknown().optional(),
})

/** Whatever stands where an error belongs, as an error with a name and a message. */
export const toSdkError = (value: unknown): SdkError => {
  const parsed = errorSchema.safeParse(value)
  if (!parsed.success) return { name: 'Error', message: typeof value === 'string' ? value : JSON.stringify(value) }
  const { name, message, error, stack, cause } = parsed.data
  return {
    name,
    message: message ?? error ?? 'Unknown error',
    ...(stack ? { stack } : {}),
    ...(cause === undefined ? {} : { cause }),
  }
}

/** A settled step as it is stored and sent back to the SDK. */
export type StepOutput = { type: 'data'; data: unknown } | { type: 'error'; error: SdkError }

/** The body of a call to the SDK. `ctx.fn_id` is left out on purpose: with it the SDK would checkpoint by itself. */
export type CallBody = {
  event: EngineEvent
  events: EngineEvent[]
  steps: Record<string, StepOutput>
  ctx: {
    run_id: string
    attempt: number
    max_attempts: number
    disable_immediate_execution: boolean
    use_api: false
    stack: { stack: string[]; current: number }
  }
  use_api: false
  version: -1
}
