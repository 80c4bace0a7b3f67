import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

type Received = { to: string[]; text: string }

/** A mail server that keeps what it gets, and refuses while it is told to. */
export const startMailServer = async () => {
  const received: Received[] = []
  const state = { refusal: null as string | null }
  const onData: SMTPServerOptions['onData'] = (stream, session, done) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      if (state.refusal !== null) {
        done(new Error(state.refusal))
        return
      }
      received.push({
        to: session.envelope.rcptTo.map(({ address }) => address),
        text: Buffer.concat(chunks).toString('utf8'),
      })
      done()
    })
  }
  const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false, onData })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port')
  return {
    received,
    state,
    smtpUrl: `smtp://127.0.0.1:${String(address.port)}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(resolve)
      }),
  }
}

export type MailServer = Awaited<ReturnType<typeof startMailServer>>
