import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { APIRequestContext, APIResponse } from '@playwright/test'
import { z } from 'zod'
import { expect, signedInTest, test } from './fixtures'
import { addRecordOf } from './log-records'
import { addVisitor, confirmAddressOf, workspaceOf } from './people'
import { synchronise } from './portal'
import { rules, type Rule, type Things } from './routes'

const root = resolve(import.meta.dirname, '..')

/** What is on disk: each page, and each method that a route answers. */
const placesOnDisk = (): string[] =>
  readdirSync(resolve(root, 'app'), { recursive: true, encoding: 'utf8' })
    .map((file) => `app/${file}`)
    .flatMap((file) => {
      if (file.endsWith('/page.tsx')) return [file]
      if (!file.endsWith('/route.ts')) return []
      const source = readFileSync(resolve(root, file), 'utf8')
      const methods = [...source.matchAll(/^export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/gm)]
      return methods.length === 0 ? [file] : methods.map(([, method = '']) => `${file} ${method}`)
    })

test('the walk knows every page and every method of every route, and none that is gone', () => {
  expect(Object.keys(rules).toSorted()).toEqual(placesOnDisk().toSorted())
})

const firstCombi = z.object({ items: z.array(z.object({ id: z.string() })).min(1) })
const firstInvoice = z.object({ items: z.array(z.object({ id: z.string(), number: z.string() })).min(1) })
const account = z.object({ sessions: z.array(z.object({ id: z.string(), isThisOne: z.boolean() })) })
const workspaceSeen = z.object({ name: z.string() })
const peopleSeen = z.object({
  people: z.array(z.object({ id: z.string(), email: z.string(), isMe: z.boolean() })),
  invitations: z.array(z.object({ id: z.string(), email: z.string() })),
})
const answered = z.object({ refused: z.array(z.object({ id: z.string(), reason: z.string() })) })
const seconds = z.coerce.number().int().positive().max(60)

const isApi = (path: string) => path.startsWith('/api/')

/** Somebody who asks, out of a browser of his own. */
const asker =
  (request: APIRequestContext) =>
  (rule: Exclude<Rule, { kind: 'open' }>, things: Things): Promise<APIResponse> =>
    request.fetch(rule.address(things), {
      method: rule.method ?? 'GET',
      maxRedirects: 0,
      ...(rule.body === undefined || (rule.method ?? 'GET') === 'GET' ? {} : { data: rule.body(things) }),
    })

/** A vendor that is asked for much at the moment lets everybody wait: asked again when it said that there is room. */
const askedInTurn = async (ask: () => Promise<APIResponse>): Promise<APIResponse> => {
  const answer = await ask()
  if (answer.status() !== 503) return answer
  await delay(1000 * seconds.parse(answer.headers()['retry-after']))
  return ask()
}

const expectTurnedAway = (answer: APIResponse, path: string): void => {
  if (isApi(path)) expect([path, answer.status()]).toEqual([path, 401])
  else {
    expect([path, answer.status()]).toEqual([path, 307])
    expect(answer.headers().location).toContain('/inloggen?next=')
  }
}

signedInTest(
  'every address gives its owner what is his, a stranger nothing of it, and nobody anything',
  async ({ page, playwright, stack }) => {
    await synchronise(page)
    const workspaceId = await workspaceOf(stack.databaseUrl, stack.demo.email)
    const owner = await addVisitor(stack.databaseUrl, 'owner', workspaceId)
    const stranger = await addVisitor(stack.databaseUrl, 'owner')
    const open = (cookie: string | null) =>
      playwright.request.newContext({
        baseURL: stack.appUrl,
        // Without the session of the page beside it.
        storageState: { cookies: [], origins: [] },
        ...(cookie === null ? {} : { extraHTTPHeaders: { cookie } }),
      })
    const contexts = {
      owner: await open(owner.cookie),
      stranger: await open(stranger.cookie),
      nobody: await open(null),
    }
    const read = async <T>(shape: z.ZodType<T>, path: string) =>
      shape.parse(await (await contexts.owner.get(path)).json())
    const combi = (await read(firstCombi, '/api/combis')).items[0]?.id ?? ''
    const run = (await read(firstCombi, `/api/combis/${combi}/runs`)).items[0]?.id ?? ''
    const record = await addRecordOf(stack.databaseUrl, run)
    const invoice = (await read(firstInvoice, '/api/invoices?state=pending')).items[0]
    const session = (await read(account, '/api/account')).sessions.find(({ isThisOne }) => isThisOne)
    const home = `/api/workspace/${workspaceId}`
    // Whoever invites has shown that his address is his.
    await confirmAddressOf(stack.databaseUrl, owner.email)
    const colleague = await addVisitor(stack.databaseUrl, 'viewer', workspaceId)
    const guest = `gast-${colleague.email}`
    const invite = { data: { email: guest, role: 'viewer' } }
    expect((await contexts.owner.post(`${home}/invitations`, invite)).status()).toBe(200)
    const { people, invitations } = await read(peopleSeen, `${home}/people`)
    const things: Things = {
      workspace: workspaceId,
      workspaceName: (await read(workspaceSeen, home)).name,
      me: people.find(({ isMe }) => isMe)?.id ?? '',
      person: people.find(({ email }) => email === colleague.email)?.id ?? '',
      invitation: invitations.find(({ email }) => email === guest)?.id ?? '',
      combi,
      run,
      record,
      invoice: invoice?.id ?? '',
      session: session?.id ?? '',
      month: '2026-01',
    }
    const asked = {
      owner: asker(contexts.owner),
      stranger: asker(contexts.stranger),
      nobody: asker(contexts.nobody),
    }
    const secrets = [combi, run, record, things.invoice, invoice?.number ?? '']

    const places = Object.entries(rules).toSorted(([one], [other]) => endsWhat(one) - endsWhat(other))
    for (const [place, rule] of places) {
      if (rule.kind === 'open') continue
      const path = rule.address(things)
      await signedInTest.step(place, async () => {
        if (rule.kind === 'wizard') {
          for (const ask of [asked.nobody, asked.stranger, asked.owner])
            expect([place, (await ask(rule, things)).status()]).toEqual([place, 410])
          return
        }
        expectTurnedAway(await asked.nobody(rule, things), path)
        const toStranger = await asked.stranger(rule, things)
        const seen = await toStranger.text()
        for (const secret of rule.kind === 'own' ? [] : secrets.slice(isApi(path) ? 0 : 1))
          if (!path.includes(secret) && rule.kind !== 'named')
            expect([place, seen.includes(secret)]).toEqual([place, false])
        switch (rule.kind) {
          case 'own':
            expect([place, (await asked.owner(rule, things)).status()]).toEqual([place, rule.status])
            break
          case 'list':
            expect([place, toStranger.status(), (await asked.owner(rule, things)).status()]).toEqual([place, 200, 200])
            break
          case 'thing':
            expect([place, toStranger.status()]).toEqual([place, 404])
            expect([place, (await asked.owner(rule, things)).status()]).toEqual([place, rule.status])
            break
          case 'named': {
            expect(answered.parse(JSON.parse(seen)).refused).toEqual([{ id: things.invoice, reason: 'not-found' }])
            const toOwner = await askedInTurn(() => asked.owner(rule, things))
            // What a refusal says stands in the report, not only that it was one.
            expect([place, toOwner.status(), await toOwner.json()]).toEqual([
              place,
              200,
              expect.objectContaining({ refused: [] }),
            ])
            break
          }
        }
      })
    }
    for (const context of Object.values(contexts)) await context.dispose()
  },
)

/** What makes this owner a stranger comes after the rest, and what makes him nobody after that. */
const endsWhat = (place: string): number =>
  place.includes('/account/sessions') ? 2 : Number(place.includes('/leave/'))
