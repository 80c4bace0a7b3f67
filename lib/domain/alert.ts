import { can, type Role } from './roles'

/** What people choose by: whether they want to hear of it. */
export const alertKinds = ['action-needed', 'reconnect', 'key-expires', 'late'] as const
export type AlertKind = (typeof alertKinds)[number]

/** And beside what is going on: that it is over, and the week in short. */
export const mailChoices = [...alertKinds, 'recovered', 'digest'] as const
export type MailChoice = (typeof mailChoices)[number]

/**
 * What is going on with a combi, one alert each. `late`: nothing takes place; `failing`: runs take place and fail;
 * `overdue`: offered invoices do not move; `unreadable`: records that do not parse; `held:<code>`: invoices wait for a person
 * because of this cause.
 */
export type AlertCause =
  | 'reconnect-source'
  | 'reconnect-books'
  | 'key-expires'
  | 'late'
  | 'failing'
  | 'overdue'
  | 'unreadable'
  | `held:${string}`

/** What a sentence about the cause needs to be told. */
export type AlertParams = Record<string, string | number>

/** A cause without the particulars of an invoice: each has sentences of its own. */
export type AlertTopic = Exclude<AlertCause, `held:${string}`> | 'held'

const isHeld = (cause: AlertCause): cause is `held:${string}` => cause.startsWith('held:')

export const topicOf = (cause: AlertCause): AlertTopic => (isHeld(cause) ? 'held' : cause)

const kinds: Record<AlertTopic, AlertKind> = {
  'reconnect-source': 'reconnect',
  'reconnect-books': 'reconnect',
  'key-expires': 'key-expires',
  late: 'late',
  failing: 'late',
  overdue: 'action-needed',
  unreadable: 'action-needed',
  held: 'action-needed',
}

export const kindOf = (cause: AlertCause): AlertKind => kinds[topicOf(cause)]

const urgency: Record<AlertTopic, number> = {
  'reconnect-source': 0,
  'reconnect-books': 0,
  late: 1,
  failing: 2,
  held: 3,
  overdue: 4,
  unreadable: 5,
  'key-expires': 6,
}

/** Sorts what blocks everything before what blocks something, and that before what has time. */
export const byAlertUrgency = (one: { cause: AlertCause }, other: { cause: AlertCause }): number =>
  urgency[topicOf(one.cause)] - urgency[topicOf(other.cause)]

/** What somebody has said he wants of a workspace. */
export type StatedChoices = { kinds: Partial<Record<MailChoice, boolean>>; silencedCombis: readonly string[] }

/** Whoever can do something about it is told, until he says otherwise. Who only looks asks for it. */
export const isToldByRole = (role: Role): boolean => can(role, 'process-invoices')

/** Whether a person with this role is mailed about this. */
export const isWanted = (role: Role, { kinds: stated }: StatedChoices, choice: MailChoice): boolean =>
  stated[choice] ?? isToldByRole(role)

/** Whether a person with this role is mailed about this of one combi. */
export const isWantedOf = (
  role: Role,
  stated: StatedChoices,
  { choice, combiId }: { choice: MailChoice; combiId: string },
): boolean => isWanted(role, stated, choice) && !stated.silencedCombis.includes(combiId)
