/** Eigenaar · boekhouder · accountant · meekijker */
export const roles = ['owner', 'bookkeeper', 'accountant', 'viewer'] as const
export type Role = (typeof roles)[number]

/** What somebody may want to do in a workspace, from looking around to deciding who else is in it. */
export type Permission =
  | 'look'
  // Offer, ignore and synchronise.
  | 'process-invoices'
  // Install, change, pause and remove combi's, and connect accounts.
  | 'manage-combis'
  // Invite, change roles and remove.
  | 'manage-people'
  | 'read-audit-log'

const allowed: Record<Role, readonly Permission[]> = {
  owner: ['look', 'process-invoices', 'manage-combis', 'manage-people', 'read-audit-log'],
  bookkeeper: ['look', 'process-invoices', 'manage-combis'],
  // The same work as a bookkeeper, in several workspaces.
  accountant: ['look', 'process-invoices', 'manage-combis'],
  viewer: ['look'],
}

/** Whether somebody with this role may do this. */
export const can = (role: Role, permission: Permission): boolean => allowed[role].includes(permission)
