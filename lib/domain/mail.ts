/** Every mail of the portal with what its sentences need to be told. `link` is a whole address, good for one use. */
export type MailContent =
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

/** Those that ask their reader to open a link; the others tell what was done. */
export type LinkedMail = Extract<MailContent, { params: { link: string } }>

export const isLinked = (content: MailContent): content is LinkedMail => 'link' in content.params
