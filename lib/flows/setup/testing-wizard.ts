import { randomBytes } from 'node:crypto'
import { withSystem } from '@/lib/db/client'
import { mailPlace, type MailContent } from '@/lib/db/mails'
import { createSetup, findSetupBySecret, type SetupRecord } from '@/lib/db/setups'
import type { SetupAnswers } from '@/lib/domain/setup'
import { openSecret, type SealedSecret } from '@/lib/platform/crypto'
import type { World } from '../testing'
import { testKeyring } from '../testing-flows'
import { connectWithKey } from './connect-account'
import { finishConsent, startConsent } from './consent'
import type { SetupSide } from './open-setup'
import { readQuestions, saveAnswers } from './questions'
import { confirmReport, readOn, type Readiness } from './readiness'

const dayMs = 24 * 60 * 60_000

/** One browser's way through the wizard, as the routes carry it out. */
export type Browser = {
  secret: string
  /** As it stands in the database now. */
  setup: () => Promise<SetupRecord>
  /** Sends the person to the vendor; what he does there is up to the test. */
  leaveFor: (side: SetupSide, typed?: string) => Promise<URL>
  /** The browser comes back at this address. */
  comeBack: (address: URL, connectorId?: string) => Promise<void>
  /** There and back again, with consent. */
  consent: (side: SetupSide) => Promise<void>
  connectKey: (key?: Partial<{ key: string; secret: string; expiresOn: string | null; typed: string }>) => Promise<void>
  /** The advice of the questions, with these changes, saved without a problem. */
  answer: (changes?: Partial<SetupAnswers>) => Promise<void>
  /** Reads until the report is there; a wait passes on the clock. */
  report: () => Promise<NonNullable<Readiness['report']>>
  /** All steps up to the button that installs. */
  confirm: (changes?: Partial<SetupAnswers>) => Promise<void>
}

export const openBrowser = async (world: World): Promise<Browser> => {
  const { flows, clock } = world
  const secret = randomBytes(32).toString('base64url')
  const now = clock.now
  const expiresAt = new Date(now.getTime() + 7 * dayMs)
  await createSetup(flows.db, { id: flows.newId(), workspaceId: flows.newId(), secret, now, expiresAt })
  const browser: Browser = {
    secret,
    async setup() {
      const found = await findSetupBySecret(flows.db, secret, clock.now)
      if (found === null) throw new Error('This setup is gone')
      return found
    },
    leaveFor: async (side, typed = 'breekijzer') =>
      startConsent(flows, await browser.setup(), { side, typed: side === 'source' ? typed : null }),
    comeBack: async (address, connectorId = address.pathname.split('/').at(-1) ?? '') =>
      finishConsent(flows, await browser.setup(), { connectorId, params: address.searchParams }),
    async consent(side) {
      const url = await browser.leaveFor(side)
      await browser.comeBack(side === 'source' ? await decideAtSource(url) : await decideAtBooks(url))
    },
    connectKey: async ({
      key = 'demo-key',
      secret: own = 'demo-secret',
      expiresOn = null,
      typed = 'breekijzer',
    } = {}) => connectWithKey(flows, await browser.setup(), { typed, key: { key, secret: own, expiresOn } }),
    async answer(changes = {}) {
      const { answers } = await readQuestions(flows, await browser.setup())
      const problems = await saveAnswers(flows, await browser.setup(), { ...answers, ...changes })
      if (problems.length > 0) throw new Error(`Not all is well: ${JSON.stringify(problems)}`)
    },
    async report() {
      for (;;) {
        const { progress, report } = await readOn(flows, await browser.setup())
        if (report !== null) return report
        clock.advance(progress.waitMs ?? 0)
      }
    },
    async confirm(changes) {
      await browser.answer(changes)
      await browser.report()
      await confirmReport(flows, await browser.setup())
    },
  }
  return browser
}

/** Only this pair, so that a test can hold the others free. */
export const onlyFirst: SetupAnswers['administrations'] = {
  'myorganizationprofile:0000000000000001': '1',
  'myorganizationprofile:0000000000000002': null,
  'myorganizationprofile:0000000000000003': null,
}

const locationOf = (answer: Response): URL => {
  const location = answer.headers.get('location')
  if (location === null) throw new Error(`The vendor did not send anybody back (${String(answer.status)})`)
  return new URL(location)
}

const postForm = (url: URL, fields: [string, string][]): Promise<Response> =>
  fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) })

/** What the person decides on Simplicate's own page; where that leads. */
export const decideAtSource = async (url: URL, decision: 'toestaan' | 'weigeren' = 'toestaan'): Promise<URL> =>
  locationOf(await postForm(url, [['keuze', decision]]))

type AtBooks = { decision?: 'allow' | 'deny'; administrations?: readonly number[] }

/** The same at Minox, after signing in there as its main user. */
export const decideAtBooks = async (
  url: URL,
  { decision = 'allow', administrations = [1, 2, 3, 4] }: AtBooks = {},
): Promise<URL> => {
  const page = await postForm(new URL('/oauth/login', url), [
    ...url.searchParams,
    ...Object.entries({ customer_number: '12345', user: 'MINOX', password: 'minox' }),
  ])
  const [, token = ''] = /name="token" value="([^"]+)"/.exec(await page.text()) ?? []
  return locationOf(
    await postForm(new URL('/oauth/consent', url), [
      ['token', token],
      ['decision', decision],
      ...administrations.map((id): [string, string] => ['administration', String(id)]),
    ]),
  )
}

/** The mails to this address, oldest first, opened. */
export const mailsTo = ({ flows }: World, recipient: string): Promise<MailContent[]> =>
  withSystem(flows.db, async (tx) => {
    const rows = await tx.mail.findMany({ where: { recipient }, orderBy: { id: 'asc' } })
    return rows.map(({ id, keyVersion, wrappedKey, sealedContent }) => {
      const sealed: SealedSecret = { keyVersion, wrappedKey, sealedSecret: sealedContent ?? new Uint8Array() }
      return openSecret(testKeyring, mailPlace(id), sealed) as MailContent
    })
  })
