import en from './messages/en.json'
import enMail from './messages/en/mail.json'
import enSecurity from './messages/en/security.json'
import enSetup from './messages/en/setup.json'
import enWorkspace from './messages/en/workspace.json'
import nl from './messages/nl.json'
import nlMail from './messages/nl/mail.json'
import nlSecurity from './messages/nl/security.json'
import nlSetup from './messages/nl/setup.json'
import nlWorkspace from './messages/nl/workspace.json'

/** Every sentence of the portal, by language. A file holds whole namespaces: no two files share one. */
export const messages = {
  nl: { ...nl, ...nlMail, ...nlSecurity, ...nlSetup, ...nlWorkspace },
  en: { ...en, ...enMail, ...enSecurity, ...enSetup, ...enWorkspace },
}

/** Dutch is written first; the other languages have the same keys. */
export type Messages = (typeof messages)['nl']
