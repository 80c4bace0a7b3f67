import { Refusal } from './refusal'

/** The widest request of ours names 500 invoices, which is a third of this. */
const mostBytes = 64 * 1024

/**
 * The text of a request, however it is sent.
 * @throws Refusal `too-large` before more than that has been read.
 */
export const readBody = async (request: Request): Promise<string> => {
  if (request.body === null) return ''
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = request.body.getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.byteLength
    if (length > mostBytes) {
      await reader.cancel()
      throw new Refusal('too-large')
    }
    chunks.push(part.value)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/**
 * The JSON of a request.
 * @throws Refusal `invalid-request` when it is none, `invalid-characters` for a text in it that cannot be kept.
 */
export const readJson = async (request: Request): Promise<unknown> => {
  const text = await readBody(request)
  if (text === '') return undefined
  // In the text: what it stands for may be nested deeper than a walk through it can go.
  if (nulEscape.test(text)) throw new Refusal('invalid-characters')
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('invalid-request')
  }
}

/** A NUL character as JSON writes it; one that is there as it is makes the text no JSON. */
const nulEscape = /(?<!\\)(?:\\\\)*\\u0000/
