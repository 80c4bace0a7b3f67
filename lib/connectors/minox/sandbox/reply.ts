import type { Context } from 'hono'
import { asText } from './answers'
import { toMessageJson, type Message } from './messages'
import type { SandboxEnv, World } from './world'

type SandboxContext = Context<SandboxEnv>

/** A JSON answer, in the dialect that the settings ask for. */
export const reply = (world: World, value: unknown, status = 200): Response =>
  new Response(JSON.stringify(world.store.settings.numbersAsText ? asText(value) : value), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  })

/** 400 with an array of messages (omniboost/go-minox), or what else stands in front of an API. */
export const refuse = (c: SandboxContext, world: World, messages: readonly Message[]): Response => {
  const { id: tenantId } = c.get('tenant')
  const administrationId = c.get('administration').id
  const text = messages.map((message) => message.text).join(' ')
  switch (world.store.settings.errorBodies) {
    case 'messages':
      return reply(
        world,
        messages.map((message) => toMessageJson(message, tenantId, administrationId)),
        400,
      )
    case 'object':
      return reply(world, { message: text }, 400)
    case 'text':
      return c.text(text, 400)
    case 'html':
      return c.html(`<html><body><h1>400</h1><p>${text}</p></body></html>`, 400)
  }
}

/** A plain JSON string, on purpose: a client must not expect an object. */
export const notFound = (world: World): Response => reply(world, 'Not found', 404)

const encodeToken = (offset: number) => Buffer.from(`o${offset}`).toString('base64url')
const decodeToken = (token: string | undefined): number => {
  const match = /^o(\d+)$/.exec(Buffer.from(token ?? '', 'base64url').toString())
  return match ? Number(match[1]) : 0
}

/** One page of a list: `{links, collection}` with the next page named as the settings say. */
export const replyPage = (
  c: SandboxContext,
  world: World,
  list: { items: readonly unknown[]; pageSize: number },
): Response => {
  const { settings } = world.store
  if (settings.bareLists) return reply(world, list.items)
  const offset = decodeToken(c.req.query('next'))
  const nextOffset = offset + list.pageSize
  return reply(world, {
    links: nextOffset < list.items.length ? { next: nextLink(c, settings.nextLink, encodeToken(nextOffset)) } : {},
    collection: list.items.slice(offset, nextOffset),
  })
}

const nextLink = (c: SandboxContext, shape: World['store']['settings']['nextLink'], token: string): unknown => {
  if (shape === 'token') return token
  const url = new URL(c.req.url)
  url.searchParams.set('next', token)
  return shape === 'href' ? { href: url.pathname + url.search } : url.href
}
