import { auditKinds, type AuditKind } from '@/lib/domain/audit'

/** A sentence needs all that it names, and an entry holds what its own kind names. */
const unsaid = {
  ...{ email: '–', role: 'other', from: '–', to: '–' },
  ...{ combi: '–', profiles: '–', connector: 'other', account: '–', setting: 'other', subject: '–' },
}

/** What a sentence about an entry is told. */
export const auditParams = (params: Readonly<Record<string, string>>): typeof unsaid & Record<string, string> => ({
  ...unsaid,
  ...params,
})

/** The kind, or a word for one that this version of the portal does not know. */
export const toAuditKind = (kind: string): AuditKind | 'unknown' =>
  auditKinds.find((known) => known === kind) ?? 'unknown'
