import { z } from 'zod'
import { isPdf, mostFileBytes, type EntryFile } from '@/lib/domain/document'
import { ConnectorError, type RefusalReason } from '../errors'
import type { MinoxClient } from './client'
import { batchPath } from './entries'
import { isMessage, isRefusing, parseJson, readMessages } from './refusals'
import { connectorId } from './settings'

type Books = { client: MinoxClient; administrationRef: string }

/** Base64 in the answer, alone or as a JSON string: a third more, and quotes. */
const mostAnswerBytes = Math.ceil((mostFileBytes * 4) / 3) + 1024

/**
 * `POST /transaction_line_batch/{uuid}/blob`: a form whose part `data` holds the base64 text of the file, with its name and
 * type (onetoweb/minox, docs/transaction_line_batch.rst and its client). That a second one takes the place of the first is
 * inferred from GET and DELETE on the same address; which sizes and types are taken is not published.
 */
export const attachFile = async (
  { client, administrationRef }: Books,
  { entryId, file, maxBytes }: { entryId: string; file: EntryFile; maxBytes: number },
): Promise<void> => {
  if (file.bytes.byteLength > maxBytes)
    throw new ConnectorError('invalid', 'minox: the file is larger than may be sent', {
      connectorId,
      reason: 'too-large',
    })
  const { name, mimeType, bytes } = file
  const text = Buffer.from(bytes).toString('base64')
  const path = [...batchPath(administrationRef, entryId), 'blob']
  try {
    const answer = await client.call({ method: 'POST', path, file: { field: 'data', name, mimeType, text } })
    const refusing = (Array.isArray(answer) ? (answer as unknown[]) : [answer])
      .filter(isMessage)
      .flatMap((item) => readMessages(JSON.stringify(item)))
      .filter(isRefusing)
    if (refusing.length > 0) throw client.refusal('the file', 200, refusing)
  } catch (error) {
    throw error instanceof ConnectorError ? aboutFile(error) : error
  }
}

/**
 * `GET /transaction_line_batch/{uuid}/blob` (onetoweb/minox, whose client leaves the administration out of this address, which
 * looks like a slip). It answers bytes; base64 text, as it was sent, is read as well.
 */
export const findFile = async ({ client, administrationRef }: Books, entryId: string): Promise<Uint8Array | null> => {
  const path = [...batchPath(administrationRef, entryId), 'blob']
  const bytes = await client.download({ method: 'GET', path }, mostAnswerBytes)
  if (bytes === null || bytes.byteLength === 0) return null
  return isPdf(bytes) ? bytes : (fromBase64(new TextDecoder('latin1').decode(bytes)) ?? bytes)
}

const base64Text = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')))

const fromBase64 = (text: string): Uint8Array | null => {
  const value = parseJson(text) ?? text
  const parsed = base64Text.safeParse(typeof value === 'string' ? value.replace(/\s+/g, '') : null)
  return parsed.success && isPdf(parsed.data) ? parsed.data : null
}

/** What a refusal means when it is about a file: its texts are guessed, its statuses are those of HTTP. */
const aboutFile = (error: ConnectorError): ConnectorError => {
  const reason = reasonOf(error)
  if (reason === null) return error
  return new ConnectorError('invalid', error.message, { ...error.details, reason, cause: error })
}

const reasonOf = ({ details: { status, vendorText = '' } }: ConnectorError): RefusalReason | null => {
  if (status === 404) return 'entry-unknown'
  if (status === 413 || /te groot|bestandsgrootte/i.test(vendorText)) return 'too-large'
  if (status === 415 || /bestandstype|bestandssoort|mime/i.test(vendorText)) return 'type-refused'
  return null
}
