import { startMinoxSandbox } from './index'

const { PORT, SANDBOX_STATE_FILE, SANDBOX_CONTROL, SANDBOX_REDIRECT_URIS } = process.env

const sandbox = await startMinoxSandbox({
  port: Number(PORT ?? 0),
  hasControl: SANDBOX_CONTROL === '1',
  redirectUris: (SANDBOX_REDIRECT_URIS ?? '').split(/\s+/).filter(Boolean),
  settings: { deliverWebhooks: true },
  ...(SANDBOX_STATE_FILE ? { stateFile: SANDBOX_STATE_FILE } : {}),
})
process.stdout.write(`listening ${sandbox.baseUrl}\n`)

const stop = () => {
  sandbox.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`)
      process.exit(1)
    },
  )
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
