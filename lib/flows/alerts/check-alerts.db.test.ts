import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { putChoice } from '@/lib/db/alert-choices'
import { createDb, withSystem, withWorkspace } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing'
import { readOpenAlerts } from '@/lib/db/views/open-alerts'
import { createTenant, invoiceRow, type Tenant } from '@/lib/db/testing-rows'
import { createMailer } from '@/lib/platform/mail-transport'
import { startMailServer, type MailServer } from '@/lib/platform/testing-mail-server'
import { createClock, type Clock } from '../testing-flows'
import { checkAlerts, checkAlertsOf } from './check-alerts'
import { alertStage, type AlertStage } from './testing-alerts'
import { watchOver } from './watch'

const minuteMs = 60_000

describe('what people hear of a combi', () => {
  let database: TestDatabase
  let server: MailServer
  let clock: Clock
  let stage: AlertStage
  let tenant: Tenant
  let owner: { userId: string; email: string }

  beforeAll(async () => {
    database = await createTestDatabase()
    server = await startMailServer()
  })
  afterAll(async () => {
    await server.stop()
    await database.drop()
  })
  beforeEach(async () => {
    await withSystem(database.db, async (tx) => {
      await tx.combi.updateMany({ data: { state: 'paused' } })
      await tx.mail.deleteMany()
      await tx.alert.deleteMany()
    })
    clock = createClock()
    stage = alertStage(database.db, clock)
    tenant = await createTenant(database.db, randomUUID())
    owner = await stage.addMember(tenant)
    await stage.endRun(tenant, null)
  })

  const check = () => checkAlertsOf(stage.flows, tenant.combiId)
  const setCombi = (data: { state: 'active' | 'paused' | 'reconnect' }) =>
    withSystem(database.db, (tx) => tx.combi.update({ where: { id: tenant.combiId }, data }))
  const setBooks = (state: 'active' | 'reconnect') =>
    withSystem(database.db, (tx) => tx.connection.update({ where: { id: tenant.booksConnectionId }, data: { state } }))
  const holdInvoice = (reasonCode: string | null) =>
    withSystem(database.db, (tx) =>
      tx.invoice.update({
        where: { id: tenant.invoiceId },
        data: { state: reasonCode === null ? 'pending' : 'action', reasonCode },
      }),
    )
  const loseBooks = async () => {
    await setBooks('reconnect')
    await setCombi({ state: 'reconnect' })
    await check()
  }

  it('96 failing runs in a day are one mail, and one when it is over', async () => {
    for (let run = 1; run <= 96; run += 1) {
      clock.advance(15 * minuteMs)
      await stage.endRun(tenant, 'not-answered')
      await check()
    }
    expect((await stage.mailsTo(owner.email)).map(({ kind }) => kind)).toEqual(['alert'])
    for (let run = 1; run <= 4; run += 1) {
      clock.advance(15 * minuteMs)
      await stage.endRun(tenant, null)
      await check()
    }
    const mails = await stage.mailsTo(owner.email)
    expect(mails.map(({ kind }) => kind)).toEqual(['alert', 'recovered'])
    expect(mails.map(({ params }) => 'points' in params && params.points.map(({ cause }) => cause))).toEqual([
      ['failing'],
      ['failing'],
    ])
    expect(await stage.alertsOf(tenant)).toHaveLength(1)
  })

  it('when whatever drives the runs stands still, each of many who watch tells it, and one mail goes out in time', async () => {
    const mailer = createMailer({ smtpUrl: server.smtpUrl, mailFrom: 'Portaal <portaal@portaal.example>' })
    const portals = [1, 2, 3].map(() => createDb(database.url))
    const stoppedAt = clock.now
    try {
      const look = () => Promise.all(portals.map((db) => watchOver({ ...stage.flows, db }, mailer)))
      const arrived = () => server.received.filter(({ to }) => to.includes(owner.email))
      while (arrived().length === 0 && clock.now.getTime() - stoppedAt.getTime() <= 31 * minuteMs) {
        clock.advance(minuteMs)
        await look()
      }
      expect(clock.now.getTime() - stoppedAt.getTime()).toBeLessThanOrEqual(30 * minuteMs)
      clock.advance(120 * minuteMs)
      await look()
      expect(arrived()).toHaveLength(1)
      const [mail] = arrived()
      expect(mail?.text).toContain('de synchronisatie staat stil')
      const head = mail?.text.replaceAll(/\r\n[ \t]+/g, ' ')
      expect(head).toMatch(/^List-Unsubscribe: <http:\/\/portaal\.example\/api\/alerts\/unsubscribe\?token=[^>]+>/m)
      expect(head).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    } finally {
      await Promise.all(portals.map((db) => db.close()))
    }
  })

  it('a lost sign-in is told to those who can do something about it and whose address is theirs, each in a mail of his own', async () => {
    const bookkeeper = await stage.addMember(tenant, { role: 'bookkeeper' })
    const viewer = await stage.addMember(tenant, { role: 'viewer' })
    const unconfirmed = await stage.addMember(tenant, { isConfirmed: false })
    const elsewhere = await createTenant(database.db, randomUUID())
    await stage.endRun(elsewhere, null)
    const stranger = await stage.addMember(elsewhere)
    await loseBooks()
    await check()
    await checkAlerts(stage.flows)
    const counts = await Promise.all(
      [owner, bookkeeper, viewer, unconfirmed, stranger].map(async ({ email }) => {
        const mails = await stage.mailsTo(email)
        return mails.filter(({ kind }) => kind === 'alert').length
      }),
    )
    expect(counts).toEqual([1, 1, 0, 0, 0])
  })

  it('that it is over is told to those who were told, once it has stayed away, and to nobody else', async () => {
    await loseBooks()
    const late = await stage.addMember(tenant)
    await setBooks('active')
    await setCombi({ state: 'active' })
    await stage.endRun(tenant, null)
    await check()
    clock.advance(10 * minuteMs)
    await check()
    expect((await stage.mailsTo(owner.email)).map(({ kind }) => kind)).toEqual(['alert'])
    clock.advance(21 * minuteMs)
    await stage.endRun(tenant, null)
    await check()
    await check()
    expect((await stage.mailsTo(owner.email)).map(({ kind }) => kind)).toEqual(['alert', 'recovered'])
    expect(await stage.mailsTo(late.email)).toEqual([])
  })

  it('somebody who wants no mail about a kind, or about this combi, gets none; the screen shows it all the same', async () => {
    const scoped = (said: { choice: 'reconnect' } | { combiId: string }) => async () => {
      const { userId, email } = await stage.addMember(tenant)
      const { workspaceId } = tenant
      await withSystem(database.db, (tx) => putChoice({ tx, workspaceId }, { userId, isWanted: false, ...said }))
      return email
    }
    const emails = [await scoped({ choice: 'reconnect' })(), await scoped({ combiId: tenant.combiId })()]
    await loseBooks()
    expect(await Promise.all(emails.map((email) => stage.mailsTo(email)))).toEqual([[], []])
    const { workspaceId, combiId } = tenant
    const seenIn = (id: string) => withWorkspace(database.db, id, ({ tx }) => readOpenAlerts(tx, [workspaceId, id]))
    expect(await seenIn(workspaceId)).toMatchObject([
      { combiId, cause: 'reconnect-books', topic: 'reconnect-books', since: clock.now.toISOString() },
    ])
    expect(await seenIn(randomUUID())).toEqual([])
  })

  it('an invoice that waits for a person is told with its cause, and a way to it', async () => {
    await withSystem(database.db, (tx) =>
      tx.invoice.create({
        data: {
          ...invoiceRow(tenant, { id: randomUUID(), sourceRef: 'invoice:2' }),
          ...{ number: '2026-002', state: 'failed', reasonCode: 'books-refused' },
        },
      }),
    )
    await holdInvoice('vat-unmapped')
    await check()
    const [mail] = await stage.mailsTo(owner.email)
    if (mail?.kind !== 'alert') throw new Error('No mail')
    const about = mail.params.points.map(({ cause, link }) => {
      const { pathname, search } = new URL(link)
      return [cause, `${pathname}${search}`]
    })
    expect(Object.fromEntries(about)).toEqual({
      'held:vat-unmapped': `/facturen?state=action&combi=${tenant.combiId}`,
      'held:books-refused': `/facturen?state=failed&combi=${tenant.combiId}`,
    })
  })

  it('a combi that is paused closes its alerts without a mail', async () => {
    await holdInvoice('vat-unmapped')
    await check()
    await setCombi({ state: 'paused' })
    clock.advance(120 * minuteMs)
    await check()
    await checkAlerts(stage.flows)
    expect(await stage.alertsOf(tenant)).toMatchObject([{ resolvedAt: clock.now, recoveredMailAt: null }])
    expect((await stage.mailsTo(owner.email)).map(({ kind }) => kind)).toEqual(['alert'])
  })
})
