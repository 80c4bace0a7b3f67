import type { TimelineMessage } from '@/lib/domain/payment'
import { ConnectorError } from '../errors'
import type { SimplicateClient } from './client'
import { createdWire, messageTypeWire, messageWire } from './schemas'
import { connectorId } from './settings'

/** The same in every environment: hard-coded in Simplicate's own WordPress plugin (SimplicateApi.php). */
const usualMessageType = 'messagetype:852d47ec82cb8055'

/**
 * Writes a message on an invoice's timeline unless its marker is there: GET /timeline/message `q[linked_to.id]`, then
 * POST /timeline/message. `linked_to` is an object on writing, whatever the Swagger says (steef-paqt, commit b953bf9).
 */
export const putTimelineMessage = async (
  client: SimplicateClient,
  message: TimelineMessage,
): Promise<{ id: string; created: boolean }> => {
  const existing = await client.listAll('/timeline/message', { 'q[linked_to.id]': message.invoiceRef, sort: 'id' })
  for (const record of existing) {
    const parsed = messageWire.safeParse(record)
    if (parsed.success && parsed.data.content?.includes(message.marker)) return { id: parsed.data.id, created: false }
  }
  const data = await client.post('/timeline/message', {
    messagetype_id: await messageTypeOf(client),
    linked_to: { invoice_id: message.invoiceRef },
    title: message.title,
    content: message.content.includes(message.marker) ? message.content : `${message.content} [${message.marker}]`,
  })
  return { id: client.parse(createdWire, data, 'a new message').id, created: true }
}

const messageTypeOf = async (client: SimplicateClient): Promise<string> => {
  const types = (await client.listAll('/timeline/messagetype', {})).flatMap((record) => {
    const parsed = messageTypeWire.safeParse(record)
    return parsed.success && parsed.data.blocked !== true ? [parsed.data.id] : []
  })
  const chosen = types.find((id) => id === usualMessageType) ?? types[0]
  if (chosen === undefined)
    throw new ConnectorError('invalid', 'simplicate: there is no type of message to write with', { connectorId })
  return chosen
}
