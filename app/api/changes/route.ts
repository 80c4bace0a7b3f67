import { listenToChanges } from './feed'
import { changeStream } from './stream'
import { readEndpoint } from '../endpoint'

const headers = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  // Neither kept nor held up on the way: no compression, and no buffer in a proxy that knows this word.
  'Cache-Control': 'private, no-store, no-transform',
  'X-Accel-Buffering': 'no',
}

/**
 * Says `change` whenever something changed in a workspace of who asks; what it was is read where it always is. It ends by
 * itself after a while, and whoever comes back is asked again who he is.
 */
export const GET = readEndpoint(async ({ member, signal }) => {
  const stream = await changeStream(signal, (listener) =>
    listenToChanges(
      member.workspaces.map(({ workspaceId }) => workspaceId),
      listener,
    ),
  )
  return new Response(stream, { headers })
})

export const dynamic = 'force-dynamic'
