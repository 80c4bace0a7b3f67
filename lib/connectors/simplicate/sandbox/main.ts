import { startSimplicateSandbox } from './index'

// A process of its own, outside the portal: its few variables are not part of the portal's settings.
const { PORT, SANDBOX_STATE_FILE, SANDBOX_CONTROL } = process.env

const sandbox = await startSimplicateSandbox({
  port: Number(PORT ?? 0),
  hasControl: SANDBOX_CONTROL === '1',
  ...(SANDBOX_STATE_FILE ? { stateFile: SANDBOX_STATE_FILE } : {}),
}).catch((error: unknown) => {
  process.stderr.write(`Simplicate sandbox: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
process.stdout.write(`listening ${sandbox.baseUrl}\n`)

const end = () => {
  void sandbox.stop().then(() => process.exit(0))
}
process.once('SIGTERM', end)
process.once('SIGINT', end)
