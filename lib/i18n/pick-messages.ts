import type { Messages } from './messages'

type Namespace = keyof Messages

/** The sentences of these parts only: what the browser is not going to say need not be sent to it. */
export const pickMessages = <Picked extends Namespace>(
  all: Messages,
  namespaces: readonly Picked[],
): Pick<Messages, Picked> =>
  Object.fromEntries(namespaces.map((namespace) => [namespace, all[namespace]])) as Pick<Messages, Picked>

/** Said by the interactive parts of every page, signed in or not. */
export const commonNamespaces = ['language', 'problem', 'failure'] as const satisfies Namespace[]

/** Said by the form to sign in. */
export const signInNamespaces = [...commonNamespaces, 'signIn'] as const satisfies Namespace[]

/** And by what else leads in: links, codes and new passwords. */
export const accessNamespaces = [...signInNamespaces, 'access'] as const satisfies Namespace[]

/** Said by the interactive parts of the portal. */
export const portalNamespaces = [
  ...commonNamespaces,
  'account',
  'combis',
  'connectors',
  'nav',
  'newRows',
  'reason',
  'reasons',
  'runs',
  'security',
  'shortcuts',
] as const satisfies Namespace[]

/** Said by the interactive parts of the pages about invoices. */
export const invoiceNamespaces = [
  ...commonNamespaces,
  'connectors',
  'correction',
  'cures',
  'invoice',
  'invoices',
  'newRows',
  'preview',
  'reason',
  'reasons',
] as const satisfies Namespace[]

/** Said by the interactive parts of the wizard. */
export const wizardNamespaces = [...commonNamespaces, 'connectors', 'setup'] as const satisfies Namespace[]

/** And by its readiness report, which tells causes. */
export const reportNamespaces = [...wizardNamespaces, 'reason', 'reasons'] as const satisfies Namespace[]

/** Said by the interactive parts of the statistics; the frame around them has its own. */
export const statisticsNamespaces = [...commonNamespaces, 'connectors', 'statistics'] as const satisfies Namespace[]

/** And of the reconciliation, which says why a reading did not succeed. */
export const reconciliationNamespaces = [
  ...commonNamespaces,
  'connectors',
  'invoices',
  'reason',
  'reasons',
  'reconciliation',
] as const satisfies Namespace[]

/** Said by the interactive parts of the pages about the workspace and its people. */
export const workspaceNamespaces = [...commonNamespaces, 'people', 'roles', 'workspace'] as const satisfies Namespace[]

/** Said by the interactive parts of a combi's log. */
export const logNamespaces = [
  ...commonNamespaces,
  'connectors',
  'invoices',
  'log',
  'newRows',
  'reason',
  'reasons',
  'runs',
  'statistics',
] as const satisfies Namespace[]

/** Said by the choice of what somebody is mailed about, on the page of his account. */
export const alertChoicesNamespaces = [...commonNamespaces, 'alertChoices'] as const satisfies Namespace[]

/** Said by the interactive parts of the pages on which a combi is changed: the wizard's questions are among them. */
export const editingNamespaces = [...wizardNamespaces, 'editing'] as const satisfies Namespace[]
