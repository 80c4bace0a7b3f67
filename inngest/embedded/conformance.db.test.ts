import { inject } from 'vitest'
import { describeEngine } from '../testing/conformance'
import { embeddedTarget } from '../testing/embedded-target'
import { type InngestServer, serverTarget } from '../testing/server-target'

declare module 'vitest' {
  export interface ProvidedContext {
    /** What `CONFORMANCE_INNGEST_URL` and its keys name: the same suite is then aimed at that server too. */
    inngestServer: InngestServer | null
  }
}

describeEngine(embeddedTarget())

const server = inject('inngestServer')
if (server !== null) describeEngine(serverTarget(server))
