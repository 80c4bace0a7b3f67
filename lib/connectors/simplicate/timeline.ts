import type { TimelineMessage } from '@/lib/domain/payment'
import { ConnectorError } from '../errors'
import type { SimplicateClient } from './client'
import { hasMarker, withMarker } from './marker'
import { createdWire, messageTypeWire, messageWire } from './schemas'

/** The same in every environment: hard-coded in Simplicate's own WordPress plugin (SimplicateApi.php). */
const usualMessageType = 'messagetype:852d47ec82cb8055'

/**
 * Writes a message on an invoice's timeline unless its marker is there: GET /timeline/message `q[linked_to.id]`, then
 * POST /timeline/message. `linked_to` is an object on writing, whatever the Swagger says (steef-paqt, commit b953bf9).
 */
export const putTimelineMessage = async (
  client: SimplicateClient,
  { message, typeOf }: { message: TimelineMessage; typeOf: () => Promise<string> },
): Promise<{ id: string; created: boolean }> => {
  const existing = await client.listAll('/timeline/message', { 'q[linked_to.id]': message.invoiceRef, sort: 'id' })
  for (const record of existing) {
    const parsed = messageWire.safeParse(record)
    if (parsed.success && hasMarker(parsed.data.content, message.marker)) return { id: parsed.data.id, created: false }
  }
  const data = await client.post('/timeline/message', {
    messagetype_id: await typeOf(),
    linked_to: { invoice_id: message.invoiceRef },
    title: message.title,
    content: withMarker(message.content, message.marker),
  })
  return { id: client.parse(createdWire, data, 'a new message').id, created: true }
}

/**
 * The type of a message: the usual one, else the first that is not blocked. When the list may not be read, the usual one:
 * a message of the wrong kind is better than none.
 */
export const findMessageType = async (client: SimplicateClient): Promise<string> => {
  const records = await client.listAll('/timeline/messagetype', {}).catch((error: unknown) => {
    if (error instanceof ConnectorError && !error.isRetryable && error.kind !== 'auth') return []
    throw error
  })
  const types = records.flatMap((record) => {
    const parsed = messageTypeWire.safeParse(record)
    return parsed.success && parsed.data.blocked !== true ? [parsed.data.id] : []
  })
  return types.includes(usualMessageType) ? usualMessageType : (types[0] ?? usualMessageType)
}
