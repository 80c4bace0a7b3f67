import type { ConnectorError } from '@/lib/connectors/errors'
import type { MissedAttempt } from '@/lib/sync/file-attempts'
import type { Reason } from '@/lib/sync/reasons'

/** `isForAll`: the next file of this combi would meet the same answer. */
type Missed = MissedAttempt & { isForAll: boolean }

type Side = { rights: 'file-rights-source' | 'file-rights-books' }

const textOf = ({ details, message }: ConnectorError): string => details.vendorText ?? message

const final = (reason: Reason, isForAll = false): Missed => ({ reason, isFinal: true, isForAll })

const judge = (error: ConnectorError, { rights }: Side): Missed | null => {
  const params = { text: textOf(error) }
  // Before the kind: a consent that lacks this right still books.
  if (error.details.reason === 'no-rights') return final({ code: rights, params }, true)
  switch (error.kind) {
    case 'auth':
    case 'rate-limit':
      return null
    case 'unavailable':
      return { reason: { code: 'not-answered', params: { text: error.message } }, isFinal: false, isForAll: false }
    case 'invalid':
    case 'conflict':
    case 'unexpected':
      if (error.details.reason === 'too-large') return final({ code: 'file-too-large', params })
      if (error.details.reason === 'entry-unknown') return final({ code: 'file-entry-missing', params: {} })
      return final({ code: 'file-refused', params })
  }
}

/** What the source's refusal means for a file; null: for the run. */
export const missedAtSource = (error: ConnectorError): Missed | null => judge(error, { rights: 'file-rights-source' })

/** What the books' refusal means for a file; null: for the run. */
export const missedAtBooks = (error: ConnectorError): Missed | null => judge(error, { rights: 'file-rights-books' })
