import { storableValue } from '@/lib/domain/text'

/** The value in a JSON text; undefined, which no JSON text holds, when it is none: a body may be plain text or a page. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text, storableValue)
  } catch {
    return undefined
  }
}
