import type { AlertCause, AlertParams } from './alert'

/** Mails about somebody's own account and workspaces. `link` is a whole address, good for one use. */
type PersonalMail =
  // The wizard made an account: confirm the address and choose a password.
  | { kind: 'welcome'; params: { link: string; workspace: string } }
  // A key proves no address: this confirms it, and installs.
  | { kind: 'confirm-setup'; params: { link: string; source: string; books: string } }
  | { kind: 'sign-in-link'; params: { link: string } }
  | { kind: 'choose-password'; params: { link: string } }
  | { kind: 'password-changed'; params: { at: string } }
  | { kind: 'second-factor-on'; params: { at: string } }
  | { kind: 'second-factor-off'; params: { at: string } }
  // A change of address is confirmed from both.
  | { kind: 'change-address-old'; params: { link: string; newEmail: string } }
  | { kind: 'change-address-new'; params: { link: string; oldEmail: string } }
  | { kind: 'address-changed'; params: { newEmail: string } }
  // An accepted invitation made an account: choose a password for it.
  | { kind: 'joined'; params: { link: string; workspace: string } }
  | { kind: 'invitation'; params: { link: string; workspace: string; inviter: string } }

/** What every mail that comes unasked holds: where to look, and the ways to stop it. All are whole addresses. */
type Stoppable = {
  link: string
  /** A page that asks once more, and an address where a mail program does it for its reader (RFC 8058). */
  unsubscribe: { page: string; oneClick: string }
  /** Where somebody chooses what he is mailed about. */
  choices: string
}

/** Something about a combi, and where it is looked at. */
export type AlertPoint = { cause: AlertCause; params: AlertParams; link: string }

/** The combi that a mail is about; `source` and `books` are connector ids. */
type AboutCombi = { combi: string; workspace: string; source: string; books: string; points: AlertPoint[] }

/** A week of a combi: what was done in it, and how things stand now. */
export type DigestCombi = {
  combi: string
  workspace: string
  link: string
  bookedCount: number
  bookedCents: number
  paymentCount: number
  paymentCents: number
  /** Wait for a person. */
  actionCount: number
  failedCount: number
  /** Move by themselves, or are not offered yet. */
  offeredCount: number
  pendingCount: number
  isPaused: boolean
  /** What is going on with it. */
  causes: { cause: AlertCause; params: AlertParams }[]
  source: string
  books: string
}

/** Mails about combi's, which come unasked. */
export type AlertMail =
  | { kind: 'alert'; params: Stoppable & AboutCombi }
  | { kind: 'recovered'; params: Stoppable & AboutCombi }
  // `quietCount`: combi's of which there is nothing to tell.
  | {
      kind: 'digest'
      params: Stoppable & { from: string; to: string; combis: DigestCombi[]; quietCount: number }
    }

/** Every mail of the portal with what its sentences need to be told. */
export type MailContent = PersonalMail | AlertMail

export const isAlertMail = (content: MailContent): content is AlertMail => 'unsubscribe' in content.params

/** Those that ask their reader to open a link; the others tell what was done. */
export type LinkedMail = Extract<MailContent, { params: { link: string } }>

export const isLinked = (content: MailContent): content is LinkedMail => 'link' in content.params
