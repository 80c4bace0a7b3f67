import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withSystem } from '@/lib/db/client'
import { queueMail } from '@/lib/db/mails'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing'
import { createMailer, type Mailer } from '@/lib/platform/mail-transport'
import { startMailServer, type MailServer } from '@/lib/platform/testing-mail-server'
import { createClock, testKeyring, type Clock } from '../testing-flows'
import { deliverMails, forgetOldMails } from './deliver-mails'

describe('mails in line', () => {
  let database: TestDatabase
  let server: MailServer
  let mailer: Mailer
  let clock: Clock
  let recipient: string
  const link = 'http://portaal.example/inloggen/link?token=very-secret-token'

  beforeAll(async () => {
    database = await createTestDatabase()
    server = await startMailServer()
    mailer = createMailer({ smtpUrl: server.smtpUrl, mailFrom: 'Portaal <portaal@portaal.example>' })
  })
  afterAll(async () => {
    await server.stop()
    await database.drop()
  })
  beforeEach(async () => {
    clock = createClock()
    recipient = `${randomUUID()}@voorbeeld.nl`
    server.state.refusal = null
    await withSystem(database.db, (tx) => tx.mail.deleteMany())
  })

  const flows = () => ({
    db: database.db,
    now: () => clock.now,
    keyring: testKeyring,
    appUrl: 'http://portaal.example',
  })
  const queue = (locale: 'nl' | 'en' = 'nl') =>
    withSystem(database.db, (tx) =>
      queueMail(tx, testKeyring, {
        mail: { recipient, locale, content: { kind: 'sign-in-link', params: { link } } },
        now: clock.now,
      }),
    )
  const rowOf = (id: string) => withSystem(database.db, (tx) => tx.mail.findUniqueOrThrow({ where: { id } }))
  const arrived = () => server.received.filter(({ to }) => to.includes(recipient))

  it('are sent once, in the language of their reader, and nothing of their content stays', async () => {
    const id = await queue('en')
    await deliverMails(flows(), mailer)
    await deliverMails(flows(), mailer)
    expect(arrived()).toHaveLength(1)
    const [mail] = arrived()
    expect(mail?.text).toContain('Subject: Your link to sign in')
    expect(mail?.text).toContain(`Message-ID: <${id}@portaal.example>`)
    expect(mail?.text.replaceAll('=\r\n', '').replaceAll('=3D', '=')).toContain(link)
    expect(await rowOf(id)).toMatchObject({ sentAt: clock.now, sealedContent: null, attempts: 1 })
  })

  it('are sent by one of several who look at once', async () => {
    await queue()
    await Promise.all(Array.from({ length: 5 }, () => deliverMails(flows(), mailer)))
    expect(arrived()).toHaveLength(1)
  })

  it('come again after a refusal, later each time, and what is noted of it holds no link and no address', async () => {
    const id = await queue()
    server.state.refusal = `no room for ${link} to ${recipient}`
    await deliverMails(flows(), mailer)
    const refused = await rowOf(id)
    expect(refused.sentAt).toBeNull()
    expect(refused.lastProblem).toContain('no room')
    expect(refused.lastProblem).not.toMatch(/very-secret-token|voorbeeld\.nl/)
    await deliverMails(flows(), mailer)
    expect((await rowOf(id)).attempts).toBe(1)
    clock.advance(2 * 60_000)
    await deliverMails(flows(), mailer)
    clock.advance(3 * 60_000)
    await deliverMails(flows(), mailer)
    expect((await rowOf(id)).attempts).toBe(2)
    server.state.refusal = null
    clock.advance(60_000)
    await deliverMails(flows(), mailer)
    expect(arrived()).toHaveLength(1)
  })

  it('are given up after two days, and their links with them', async () => {
    const id = await queue()
    clock.advance(49 * 60 * 60_000)
    server.state.refusal = 'closed'
    await deliverMails(flows(), mailer)
    expect(await rowOf(id)).toMatchObject({ sentAt: null, sealedContent: null })
    server.state.refusal = null
    clock.advance(24 * 60 * 60_000)
    await deliverMails(flows(), mailer)
    expect(arrived()).toEqual([])
  })

  it('one that is refused does not hold up the others', async () => {
    const refusing: Mailer = {
      send: (mail) => (mail.recipient === recipient ? Promise.reject(new Error('unknown')) : mailer.send(mail)),
    }
    await queue()
    const refused = recipient
    recipient = `${randomUUID()}@voorbeeld.nl`
    const other = recipient
    await queue()
    recipient = refused
    await deliverMails(flows(), refusing)
    recipient = other
    expect(arrived()).toHaveLength(1)
  })

  it('stay where they are without a mail server, for a month', async () => {
    const id = await queue()
    await deliverMails(flows(), null)
    expect((await rowOf(id)).sealedContent).not.toBeNull()
    clock.advance(29 * 24 * 60 * 60_000)
    expect(await forgetOldMails(flows())).toBe(0)
    clock.advance(2 * 24 * 60 * 60_000)
    expect(await forgetOldMails(flows())).toBe(1)
  })
})
