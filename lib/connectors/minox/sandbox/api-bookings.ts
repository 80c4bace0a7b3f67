import { Hono } from 'hono'
import { lineJson } from './answers'
import { putBlob } from './blobs'
import { deleteBatch, putBatch } from './bookings'
import { readJson, requireScope } from './guards'
import { error, toMessageJson, type Message } from './messages'
import type { AdministrationRow, BatchRow } from './records'
import { notFound, refuse, reply } from './reply'
import type { SandboxEnv, World } from './world'

/** `/transaction_line_batch/{uuid}`: the caller's id, create or replace, all or nothing. */
export const bookingRoutes = (world: World): Hono<SandboxEnv> => {
  const { store } = world
  const routes = new Hono<SandboxEnv>()

  const find = (administration: AdministrationRow, id: string): BatchRow | undefined =>
    administration.batches.find((batch) => batch.id === id.toLowerCase())
  const linesOf = (administration: AdministrationRow, batch: BatchRow, messages: unknown[]) =>
    batch.lines
      .filter(({ isAutomatic }) => !isAutomatic)
      .map((line, index) =>
        lineJson(administration, { batch, line, settings: store.settings, messages: index === 0 ? messages : [] }),
      )

  routes.put('/:id', requireScope('transaction:write'), async (c) => {
    const administration = c.get('administration')
    const outcome = putBatch(administration, {
      id: c.req.param('id'),
      body: await readJson(c.req),
      bookedAt: store.clock.now().toISOString(),
      settings: store.settings,
    })
    if (!outcome.ok) return refuse(c, world, outcome.messages)
    store.save()
    const toJson = (message: Message) => toMessageJson(message, c.get('tenant').id, administration.id)
    return reply(world, linesOf(administration, outcome.batch, outcome.warnings.map(toJson)))
  })

  routes.get('/:id', requireScope('transaction:read'), (c) => {
    const administration = c.get('administration')
    const batch = find(administration, c.req.param('id'))
    return batch ? reply(world, linesOf(administration, batch, [])) : notFound(world)
  })

  routes.delete('/:id', requireScope('transaction:write'), (c) => {
    const outcome = deleteBatch(c.get('administration'), c.req.param('id'))
    if (!outcome) return notFound(world)
    if (outcome.messages.length > 0) return refuse(c, world, outcome.messages)
    store.save()
    return c.body(null, 204)
  })

  routes.post('/:id/blob', requireScope('document:write'), async (c) => {
    const batch = find(c.get('administration'), c.req.param('id'))
    if (!batch) return notFound(world)
    const { data } = await c.req.parseBody()
    if (!(data instanceof File)) return refuse(c, world, [error('BLOB_INVALID', 'data', 'Deel data ontbreekt')])
    const outcome = putBlob(batch, { name: data.name, mimeType: data.type, base64: await data.text() }, store.settings)
    if (outcome !== null) return refuse(c, world, [outcome])
    store.save()
    return reply(world, { name: data.name, mimeType: data.type })
  })
  routes.get('/:id/blob', requireScope('transaction:read'), (c) => {
    const blob = find(c.get('administration'), c.req.param('id'))?.blob
    if (!blob) return notFound(world)
    const bytes = Buffer.from(blob.base64, store.settings.filesAsBase64 ? 'latin1' : 'base64')
    return c.body(new Uint8Array(bytes), { headers: { 'content-type': 'application/octet-stream' } })
  })
  routes.delete('/:id/blob', requireScope('document:write'), (c) => {
    const batch = find(c.get('administration'), c.req.param('id'))
    if (!batch?.blob) return notFound(world)
    batch.blob = null
    store.save()
    return c.body(null, 204)
  })
  return routes
}
