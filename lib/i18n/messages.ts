import en from './messages/en.json'
import enAlerts from './messages/en/alerts.json'
import enCorrections from './messages/en/corrections.json'
import enEditing from './messages/en/editing.json'
import enInvoices from './messages/en/invoices.json'
import enLogbook from './messages/en/logbook.json'
import enMail from './messages/en/mail.json'
import enSecurity from './messages/en/security.json'
import enSetup from './messages/en/setup.json'
import enStatistics from './messages/en/statistics.json'
import enWorkspace from './messages/en/workspace.json'
import nl from './messages/nl.json'
import nlAlerts from './messages/nl/alerts.json'
import nlCorrections from './messages/nl/corrections.json'
import nlEditing from './messages/nl/editing.json'
import nlInvoices from './messages/nl/invoices.json'
import nlLogbook from './messages/nl/logbook.json'
import nlMail from './messages/nl/mail.json'
import nlSecurity from './messages/nl/security.json'
import nlSetup from './messages/nl/setup.json'
import nlStatistics from './messages/nl/statistics.json'
import nlWorkspace from './messages/nl/workspace.json'

/** Every sentence of the portal, by language. A file holds whole namespaces: no two files share one. */
export const messages = {
  nl: {
    ...nl,
    ...nlAlerts,
    ...nlCorrections,
    ...nlEditing,
    ...nlInvoices,
    ...nlLogbook,
    ...nlMail,
    ...nlSecurity,
    ...nlSetup,
    ...nlStatistics,
    ...nlWorkspace,
  },
  en: {
    ...en,
    ...enAlerts,
    ...enCorrections,
    ...enEditing,
    ...enInvoices,
    ...enLogbook,
    ...enMail,
    ...enSecurity,
    ...enSetup,
    ...enStatistics,
    ...enWorkspace,
  },
}

/** Dutch is written first; the other languages have the same keys. */
export type Messages = (typeof messages)['nl']
