import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseKeyring } from '@/lib/platform/crypto'
import { withSystem } from './client'
import { rewrapSecrets } from './key-rotation'
import { queueMail } from './mails'
import { keepTotpSecret, readTotpSecret } from './second-factor'
import { createTestDatabase, type TestDatabase } from './testing'
import { openMailsTo } from './testing-mails'
import { createTenant, testKeyring } from './testing-rows'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const base64Of = (fill: number) => Buffer.alloc(32, fill).toString('base64')
const both = parseKeyring(`2:${base64Of(8)},1:${base64Of(7)}`)
const onlyNew = parseKeyring(`2:${base64Of(8)}`)

describe('a new master key', () => {
  it('takes over connections, second factors and waiting mails, after which the old one is not needed', async () => {
    const { db } = database
    const { userId } = await createTenant(db, 'bakker')
    const mail = { recipient: 'bakker@voorbeeld.nl', locale: 'nl', content: mailContent } as const
    await withSystem(db, async (tx) => {
      await keepTotpSecret(tx, testKeyring, { userId, secret: 'GEZDGNBV' })
      await queueMail(tx, testKeyring, { mail, now: new Date('2026-11-25T08:00:00Z') })
    })
    const readWithNew = () => withSystem(db, (tx) => readTotpSecret(tx, onlyNew, userId))
    await expect(readWithNew()).rejects.toThrow(/no version 1/)
    await expect(openMailsTo(db, onlyNew, mail.recipient)).rejects.toThrow(/no version 1/)
    // Two connections, a second factor and a mail.
    expect(await withSystem(db, (tx) => rewrapSecrets(tx, both))).toBe(4)
    expect(await withSystem(db, (tx) => rewrapSecrets(tx, both))).toBe(0)
    expect(await readWithNew()).toEqual({ secret: 'GEZDGNBV', isEnabled: false })
    expect(await openMailsTo(db, onlyNew, mail.recipient)).toEqual([mailContent])
  })
})

const mailContent = { kind: 'sign-in-link', params: { link: 'http://portaal.example/' } } as const
