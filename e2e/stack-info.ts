import { z } from 'zod'

const variable = 'E2E_STACKS'

const stackInfo = z.object({
  appUrl: z.url(),
  simplicateUrl: z.url(),
  minoxUrl: z.url(),
  databaseUrl: z.string(),
  /** Opens what is sealed, such as the mails that wait. */
  encryptionKey: z.string(),
  demo: z.object({ email: z.string(), password: z.string() }),
  /** What its processes run with, for a test that starts one more of them. */
  env: z.record(z.string(), z.string().optional()),
  /** The folder of their logs. */
  logs: z.string(),
})

/** The portal that the tests are about, as `npm start` would print it. */
export type StackInfo = z.infer<typeof stackInfo>

/** Hands them on to the processes of the runner, which inherit the environment: one portal for each worker. */
export const publishStackInfo = (infos: readonly StackInfo[]): void => {
  process.env[variable] = JSON.stringify(infos)
}

/** The portal of this worker, by its place among those that run at once. */
export const readStackInfo = (parallelIndex: number): StackInfo => {
  const info = z.array(stackInfo).parse(JSON.parse(process.env[variable] ?? '[]'))[parallelIndex]
  if (info === undefined) throw new Error(`No portal was started for worker ${String(parallelIndex)}`)
  return info
}
