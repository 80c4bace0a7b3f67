/** What the audit log tells of. The sentences are in the message files under the same word. */
export const auditKinds = [
  'combi-installed',
  'combi-changed',
  'combi-paused',
  'combi-resumed',
  'combi-removed',
  'offering-agreed',
  'mapping-changed',
  'connection-added',
  'connection-renewed',
  'connection-removed',
  'member-invited',
  'invitation-renewed',
  'invitation-revoked',
  'member-joined',
  'member-left',
  'member-removed',
  'role-changed',
  'ownership-transferred',
  'workspace-renamed',
] as const
export type AuditKind = (typeof auditKinds)[number]
