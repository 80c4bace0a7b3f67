import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { findFreePort } from '@/lib/platform/start/ports'
import { portal } from '@/lib/platform/start/processes'
import { createSupervisor } from '@/lib/platform/start/supervisor'
import type { StackInfo } from './stack-info'

/**
 * The same portal once more, of an operator without partner credentials at Simplicate: it asks people for a key. It shares
 * the build, the database and the background process.
 */
export const startKeyPortal = async ({
  env,
  logs,
}: StackInfo): Promise<{ appUrl: string; stop: () => Promise<void> }> => {
  const supervisor = createSupervisor()
  const port = await findFreePort()
  const appUrl = `http://127.0.0.1:${port}`
  try {
    await supervisor.run({
      ...portal({ port, isDevelopment: false }),
      name: 'Het portaal zonder partnersleutels',
      env: {
        ...env,
        ...{ PORT: String(port), APP_URL: appUrl, NEXTAUTH_URL: appUrl },
        ...{ SIMPLICATE_CLIENT_ID: '', SIMPLICATE_CLIENT_SECRET: '' },
      },
      mode: 'production',
      logFile: join(logs, `key-portal-${randomUUID()}.log`),
    })
  } catch (error) {
    await supervisor.stop()
    throw error
  }
  return { appUrl, stop: supervisor.stop }
}
