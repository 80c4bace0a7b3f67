import { type EngineFunction, readFunction, RefusedOption } from './function-config'
import { registrationSchema } from './protocol'

export type Registration = { appId: string; functions: EngineFunction[] }

/**
 * Reads what the SDK registers.
 * @throws RefusedOption on the first option that this engine would not honour.
 */
export const readRegistration = (body: unknown, now: Date): Registration => {
  const parsed = registrationSchema.safeParse(body)
  if (!parsed.success) throw new RefusedOption('?', parsed.error.issues[0]?.path.join('.') ?? '', 'is not understood')
  return { appId: parsed.data.appName, functions: parsed.data.functions.map((raw) => readFunction(raw, now)) }
}
