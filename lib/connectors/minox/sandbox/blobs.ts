import { error, type Message } from './messages'
import type { BatchRow } from './records'
import type { SandboxSettings } from './settings'

/**
 * Keeps a file with a booking; one that was there is replaced. Inferred, like the refusals: known is only that the part holds
 * base64 text, and that GET and DELETE exist on the same address. Null when it was kept.
 */
export const putBlob = (
  batch: BatchRow,
  blob: NonNullable<BatchRow['blob']>,
  { fileMaxBytes, fileTypes }: SandboxSettings,
): Message | null => {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(blob.base64) || blob.base64.length % 4 !== 0)
    return error('BLOB_INVALID', 'data', 'Deel data is geen base64')
  if (!fileTypes.includes(blob.mimeType))
    return error('BLOB_TYPE', 'data', `Bestandstype ${blob.mimeType} is niet toegestaan`)
  if (Buffer.byteLength(blob.base64, 'base64') > fileMaxBytes)
    return error('BLOB_TOO_LARGE', 'data', `Bestand is te groot (meer dan ${fileMaxBytes} bytes)`)
  batch.blob = blob
  return null
}
