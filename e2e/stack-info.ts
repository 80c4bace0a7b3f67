import { z } from 'zod'

const variable = 'E2E_STACK'

const stackInfo = z.object({
  appUrl: z.url(),
  /** The same portal for an operator without partner credentials at Simplicate. */
  keyAppUrl: z.url(),
  simplicateUrl: z.url(),
  minoxUrl: z.url(),
  databaseUrl: z.string(),
  /** Opens what is sealed, such as the mails that wait. */
  encryptionKey: z.string(),
  demo: z.object({ email: z.string(), password: z.string() }),
})

/** The portal that the tests are about, as `npm start` would print it. */
export type StackInfo = z.infer<typeof stackInfo>

/** Hands it on to the processes of the runner, which inherit the environment. */
export const publishStackInfo = (info: StackInfo): void => {
  process.env[variable] = JSON.stringify(info)
}

export const readStackInfo = (): StackInfo => stackInfo.parse(JSON.parse(process.env[variable] ?? 'null'))
