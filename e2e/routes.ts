/** What the table below names in its addresses: things of the demo workspace, and of the owner who asks. */
export type Things = {
  combi: string
  run: string
  /** What the run did with one record. */
  record: string
  invoice: string
  session: string
  month: string
  workspace: string
  workspaceName: string
  /** The owner who asks, and somebody else of his workspace. */
  me: string
  person: string
  /** One that waits for an answer. */
  invitation: string
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

type Call = { method?: Method; address: (things: Things) => string; body?: (things: Things) => unknown }

/**
 * Who gets what at an address.
 * - `open`: anybody, for the reason given.
 * - `own`: whoever is signed in, about himself; the status is what an owner gets for this call.
 * - `list`: whoever is signed in, of his own workspace: a stranger gets an answer without anything of this one.
 * - `thing`: only those in its workspace; for a stranger it does not exist.
 * - `named`: things that are named in the body; a stranger's are answered as not found, one by one.
 * - `wizard`: only the browser that began the setup.
 */
export type Rule =
  | { kind: 'open'; why: string }
  | ({ kind: 'own'; status: number } & Call)
  | ({ kind: 'list' } & Call)
  | ({ kind: 'thing'; status: number } & Call)
  | ({ kind: 'named' } & Call)
  | ({ kind: 'wizard' } & Call)

const at = (address: string) => () => address
const open = (why: string): Rule => ({ kind: 'open', why })
const wizard = (method: Method, address: string): Rule => ({ kind: 'wizard', method, address: at(address) })
const own = (method: Method, address: string, status: number): Rule => ({
  kind: 'own',
  method,
  address: at(address),
  status,
  body: () => ({}),
})
const page = (address: Call['address']): Rule => ({ kind: 'thing', status: 200, address })
const change = (method: Method, address: Call['address'], body?: Call['body']): Rule => ({
  kind: 'thing',
  status: 200,
  method,
  address,
  ...(body === undefined ? {} : { body }),
})
const named = (address: string): Rule => ({
  kind: 'named',
  method: 'POST',
  address: at(address),
  body: ({ invoice }) => ({ ids: [invoice] }),
})

const offeringRule = { companyProfileRefs: [], debtorRefs: [], upToCents: null }

/** A change by somebody who saw another version than there is: it must be refused, and changes nothing. */
const settingsOfEarlier = {
  version: 999,
  answers: {
    administrations: { 'myorganizationprofile:0000000000000001': '1' },
    ...{ defaultRevenueAccount: '8090', defaultRevenueAccounts: {}, salesJournal: 'VERK' },
    ...{ invoicesFrom: '2026-01-01', offering: 'manual', bookingStyle: 'vat-on-line', vatMode: 'ledger-default' },
  },
  options: {
    partialPayments: false,
    descriptionTemplate: '{number} {debtor}',
    numberOffset: 0,
    attachesPdf: false,
    offeringRule,
  },
}

const linkInMail = 'The link in a mail is all that opens it, and it works once.'
const signingIn = 'Signing in comes before there is a session.'
const wizardPage = 'It shows what the browser that began the setup has connected, and to another browser nothing.'

/** Every page, and every method of every route. What a test of its own shows as well stands here all the same. */
export const rules: Record<string, Rule> = {
  'app/(public)/page.tsx': open('The front page.'),
  'app/(public)/postvak/page.tsx': open('Only on this computer, and only without a mail server: e2e/postvak.spec.ts.'),
  'app/(public)/postvak/[id]/page.tsx': open('As the list of mails.'),
  'app/(public)/meldingen/afmelden/page.tsx': open('The signed link in a mail is all that opens it.'),
  'app/(auth)/inloggen/page.tsx': open(signingIn),
  'app/(auth)/inloggen/code/page.tsx': open(signingIn),
  'app/(auth)/inloggen/link/page.tsx': open(linkInMail),
  'app/(auth)/wachtwoord/page.tsx': open(linkInMail),
  'app/(auth)/adres/page.tsx': open(linkInMail),
  'app/(auth)/uitnodiging/page.tsx': open(linkInMail),
  'app/(koppelen)/koppelen/simplicate-minox/page.tsx': open('Where the wizard begins, without an account.'),
  'app/(koppelen)/koppelen/simplicate-minox/bevestigen/page.tsx': open(linkInMail),
  'app/(koppelen)/koppelen/simplicate-minox/simplicate/page.tsx': open(wizardPage),
  'app/(koppelen)/koppelen/simplicate-minox/minox/page.tsx': open(wizardPage),
  'app/(koppelen)/koppelen/simplicate-minox/vragen/page.tsx': open(wizardPage),
  'app/(koppelen)/koppelen/simplicate-minox/koppelen/page.tsx': open(wizardPage),
  'app/(koppelen)/koppelen/simplicate-minox/controle/page.tsx': open(wizardPage),
  'app/(koppelen)/koppelen/simplicate-minox/installeren/page.tsx': open(wizardPage),
  'app/(koppelen)/koppelen/simplicate-minox/terug/[connector]/route.ts GET': open(
    'The way back from a vendor: only for the browser that went, e2e/takeover.spec.ts.',
  ),

  'app/(portal)/account/page.tsx': { kind: 'own', status: 200, address: at('/account') },
  'app/(portal)/combis/page.tsx': { kind: 'list', address: at('/combis') },
  'app/(portal)/werkruimte/page.tsx': { kind: 'list', address: at('/werkruimte') },
  'app/(portal)/werkruimte/mensen/page.tsx': { kind: 'list', address: at('/werkruimte/mensen') },
  'app/(portal)/werkruimte/controlelog/page.tsx': { kind: 'list', address: at('/werkruimte/controlelog') },
  'app/(portal)/facturen/page.tsx': { kind: 'list', address: at('/facturen') },
  'app/(portal)/facturen/[id]/page.tsx': page(({ invoice }) => `/facturen/${invoice}`),
  'app/(portal)/combis/[id]/logboek/page.tsx': page(({ combi }) => `/combis/${combi}/logboek`),
  'app/(portal)/combis/[id]/logboek/[runId]/page.tsx': page(({ combi, run }) => `/combis/${combi}/logboek/${run}`),
  'app/(portal)/combis/[id]/statistieken/page.tsx': page(({ combi }) => `/combis/${combi}/statistieken`),
  'app/(portal)/combis/[id]/bewerken/page.tsx': page(({ combi }) => `/combis/${combi}/bewerken`),
  'app/(portal)/combis/[id]/bewerken/omzetgroepen/page.tsx': page(
    ({ combi }) => `/combis/${combi}/bewerken/omzetgroepen`,
  ),
  'app/(portal)/combis/[id]/bewerken/verbindingen/page.tsx': page(
    ({ combi }) => `/combis/${combi}/bewerken/verbindingen`,
  ),
  'app/(portal)/combis/[id]/bewerken/verwijderen/page.tsx': page(
    ({ combi }) => `/combis/${combi}/bewerken/verwijderen`,
  ),
  'app/(portal)/combis/verwijderd/page.tsx': { kind: 'list', address: at('/combis/verwijderd') },
  'app/(portal)/combis/[id]/aansluiting/page.tsx': page(({ combi }) => `/combis/${combi}/aansluiting`),

  'app/api/health/route.ts GET': open('It says whether the portal works, and nothing else.'),
  'app/api/health/live/route.ts GET': open('It says that the process answers, and nothing else.'),
  'app/api/alerts/unsubscribe/route.ts GET': open('It leads to the page that asks.'),
  'app/api/alerts/unsubscribe/route.ts POST': open('The signed link in a mail is all that it takes.'),
  'app/api/preferences/route.ts POST': open('A language is chosen by strangers too; a workspace only by its people.'),
  'app/api/session/route.ts POST': open(signingIn),
  'app/api/session/route.ts DELETE': open('Whoever is not signed in has nothing to end.'),
  'app/api/session/code/route.ts POST': open(signingIn),
  'app/api/session/link/route.ts POST': open(signingIn),
  'app/api/session/link/follow/route.ts POST': open(linkInMail),
  'app/api/account/password/forgotten/route.ts POST': open(signingIn),
  'app/api/account/password/route.ts POST': open(linkInMail),
  'app/api/account/address/confirm/route.ts POST': open(linkInMail),
  'app/api/invitations/accept/route.ts POST': open(linkInMail),

  'app/api/alerts/choices/route.ts GET': own('GET', '/api/alerts/choices', 200),
  'app/api/alerts/choices/route.ts PUT': own('PUT', '/api/alerts/choices', 400),
  'app/api/account/route.ts GET': own('GET', '/api/account', 200),
  'app/api/account/password/route.ts PUT': own('PUT', '/api/account/password', 400),
  'app/api/account/address/route.ts POST': own('POST', '/api/account/address', 400),
  'app/api/account/profile/route.ts PUT': own('PUT', '/api/account/profile', 400),
  'app/api/account/recovery-codes/route.ts POST': own('POST', '/api/account/recovery-codes', 400),
  'app/api/account/second-factor/route.ts POST': own('POST', '/api/account/second-factor', 400),
  'app/api/account/second-factor/route.ts PUT': own('PUT', '/api/account/second-factor', 400),
  'app/api/account/second-factor/off/route.ts POST': own('POST', '/api/account/second-factor/off', 400),
  'app/api/account/sessions/route.ts DELETE': own('DELETE', '/api/account/sessions', 200),
  'app/api/account/sessions/[id]/route.ts DELETE': {
    kind: 'thing',
    method: 'DELETE',
    address: ({ session }) => `/api/account/sessions/${session}`,
    status: 200,
  },

  'app/api/changes/route.ts GET': open(
    'A stream without an end, walked by e2e/overview.spec.ts: it says that, never what.',
  ),
  'app/api/preferences/workspace/route.ts GET': open(
    'It leads on to a page of ours; which workspace is looked at, only its people can choose.',
  ),
  'app/api/combis/route.ts GET': { kind: 'list', address: at('/api/combis') },
  'app/api/invoices/route.ts GET': { kind: 'list', address: at('/api/invoices') },
  'app/api/invoices/[id]/route.ts GET': page(({ invoice }) => `/api/invoices/${invoice}`),
  // It waits for a decision: nothing of it stands in the books.
  // Not booked: nothing to correct, for its owner as for a stranger; what an owner gets is shown by a test of its own.
  'app/api/invoices/[id]/correction-preview/route.ts POST': {
    kind: 'thing',
    status: 404,
    method: 'POST',
    address: ({ invoice }) => `/api/invoices/${invoice}/correction-preview`,
    body: () => ({}),
  },
  'app/api/invoices/[id]/correction/route.ts POST': {
    kind: 'thing',
    status: 404,
    method: 'POST',
    address: ({ invoice }) => `/api/invoices/${invoice}/correction`,
    body: () => ({ fingerprint: 'x' }),
  },
  'app/api/invoices/[id]/keep/route.ts POST': {
    kind: 'thing',
    status: 404,
    method: 'POST',
    address: ({ invoice }) => `/api/invoices/${invoice}/keep`,
    body: () => ({ reason: 'x' }),
  },
  'app/api/invoices/[id]/open-day/route.ts GET': {
    kind: 'thing',
    status: 404,
    address: ({ invoice }) => `/api/invoices/${invoice}/open-day`,
  },
  'app/api/invoices/[id]/open-day/route.ts POST': {
    kind: 'thing',
    status: 404,
    method: 'POST',
    address: ({ invoice }) => `/api/invoices/${invoice}/open-day`,
    body: () => ({ date: '2026-04-01' }),
  },
  // A number that no invoice can have: it is refused, and changes nothing.
  'app/api/invoices/[id]/number/route.ts POST': {
    kind: 'thing',
    status: 422,
    method: 'POST',
    address: ({ invoice }) => `/api/invoices/${invoice}/number`,
    body: () => ({ number: 999_999_999 }),
  },
  'app/api/invoices/[id]/undo/route.ts POST': {
    kind: 'thing',
    method: 'POST',
    address: ({ invoice }) => `/api/invoices/${invoice}/undo`,
    status: 409,
  },
  'app/api/invoices/[id]/file/route.ts POST': {
    kind: 'thing',
    method: 'POST',
    address: ({ invoice }) => `/api/invoices/${invoice}/file`,
    status: 409,
  },
  'app/api/combis/[id]/runs/route.ts GET': page(({ combi }) => `/api/combis/${combi}/runs`),
  'app/api/combis/[id]/log/route.ts GET': page(({ combi }) => `/api/combis/${combi}/log`),
  'app/api/combis/[id]/log/[recordId]/calls/route.ts GET': page(
    ({ combi, record }) => `/api/combis/${combi}/log/${record}/calls`,
  ),
  'app/api/combis/[id]/log-export/route.ts GET': page(({ combi }) => `/api/combis/${combi}/log-export`),
  'app/api/combis/[id]/log-retry/route.ts POST': change(
    'POST',
    ({ combi }) => `/api/combis/${combi}/log-retry`,
    () => ({ reason: 'zero-total' }),
  ),
  'app/api/runs/[id]/route.ts GET': page(({ run }) => `/api/runs/${run}`),
  'app/api/combis/[id]/statistics/route.ts GET': page(({ combi }) => `/api/combis/${combi}/statistics`),
  'app/api/combis/[id]/statistics-export/route.ts GET': page(({ combi }) => `/api/combis/${combi}/statistics-export`),
  'app/api/combis/[id]/reconciliation/route.ts GET': page(({ combi }) => `/api/combis/${combi}/reconciliation`),
  'app/api/combis/[id]/reconciliation-export/route.ts GET': page(
    ({ combi }) => `/api/combis/${combi}/reconciliation-export`,
  ),
  'app/api/combis/[id]/reconciliation/route.ts POST': {
    kind: 'thing',
    method: 'POST',
    address: ({ combi }) => `/api/combis/${combi}/reconciliation`,
    body: ({ month }) => ({ month, administration: '1' }),
    status: 202,
  },
  'app/api/combis/[id]/sync/route.ts POST': {
    kind: 'thing',
    method: 'POST',
    address: ({ combi }) => `/api/combis/${combi}/sync`,
    status: 202,
  },
  'app/api/combis/[id]/settings/route.ts GET': page(({ combi }) => `/api/combis/${combi}/settings`),
  'app/api/combis/[id]/settings/route.ts PUT': {
    kind: 'thing',
    method: 'PUT',
    address: ({ combi }) => `/api/combis/${combi}/settings`,
    body: () => settingsOfEarlier,
    status: 409,
  },
  'app/api/combis/[id]/mapping/route.ts GET': page(({ combi }) => `/api/combis/${combi}/mapping`),
  'app/api/combis/[id]/mapping/route.ts PUT': {
    kind: 'thing',
    method: 'PUT',
    address: ({ combi }) => `/api/combis/${combi}/mapping`,
    body: () => ({ version: 999, ledger: [], vat: [] }),
    status: 409,
  },
  'app/api/combis/[id]/connection/route.ts POST': change(
    'POST',
    ({ combi }) => `/api/combis/${combi}/connection`,
    () => ({ side: 'books' }),
  ),
  // The combi of the demonstration is not removed, so for its owner too there is no trail of a removed one.
  'app/api/combis/removed/[id]/export/route.ts GET': {
    kind: 'thing',
    address: ({ combi }) => `/api/combis/removed/${combi}/export`,
    status: 404,
  },
  // In this order the combi goes on; it is not removed, since what is typed is not its name.
  'app/api/combis/[id]/pause/route.ts POST': change('POST', ({ combi }) => `/api/combis/${combi}/pause`),
  'app/api/combis/[id]/resume/route.ts POST': change('POST', ({ combi }) => `/api/combis/${combi}/resume`),
  'app/api/combis/[id]/remove/route.ts POST': {
    kind: 'thing',
    method: 'POST',
    address: ({ combi }) => `/api/combis/${combi}/remove`,
    body: () => ({ name: 'Een andere combi' }),
    status: 422,
  },
  'app/api/combis/[id]/offering/route.ts POST': {
    kind: 'thing',
    method: 'POST',
    address: ({ combi }) => `/api/combis/${combi}/offering`,
    body: () => ({ settingsVersion: 999 }),
    status: 409,
  },
  'app/api/invoices/automatic/route.ts GET': { kind: 'list', address: at('/api/invoices/automatic') },
  // In this order an invoice that waits for a decision waits for one again.
  'app/api/invoices/ignore/route.ts POST': named('/api/invoices/ignore'),
  'app/api/invoices/unignore/route.ts POST': named('/api/invoices/unignore'),
  'app/api/invoices/preview/route.ts POST': {
    kind: 'named',
    method: 'POST',
    address: at('/api/invoices/preview'),
    body: ({ invoice }) => ({ selection: { ids: [invoice] } }),
  },
  'app/api/invoices/offer-previewed/route.ts POST': {
    kind: 'thing',
    method: 'POST',
    address: at('/api/invoices/offer-previewed'),
    body: ({ invoice }) => ({ selection: { ids: [invoice] }, fingerprint: 'of another preview' }),
    status: 409,
  },
  // Last of these: a synchronisation under way may book it at once.
  'app/api/invoices/offer/route.ts POST': named('/api/invoices/offer'),

  'app/api/workspace/[id]/route.ts GET': page(({ workspace }) => `/api/workspace/${workspace}`),
  'app/api/workspace/[id]/route.ts PUT': change(
    'PUT',
    ({ workspace }) => `/api/workspace/${workspace}`,
    ({ workspaceName: name }) => ({ name }),
  ),
  'app/api/workspace/[id]/audit-export/route.ts GET': page(
    ({ workspace }) => `/api/workspace/${workspace}/audit-export`,
  ),
  'app/api/workspace/[id]/people/route.ts GET': page(({ workspace }) => `/api/workspace/${workspace}/people`),
  'app/api/workspace/[id]/people/[personId]/route.ts PUT': change(
    'PUT',
    ({ workspace, person }) => `/api/workspace/${workspace}/people/${person}`,
    () => ({ role: 'bookkeeper' }),
  ),
  'app/api/workspace/[id]/people/[personId]/route.ts DELETE': change(
    'DELETE',
    ({ workspace, person }) => `/api/workspace/${workspace}/people/${person}`,
  ),
  // To himself, which changes nothing: whoever asks is needed as owner for the rest of the walk.
  'app/api/workspace/[id]/people/[personId]/transfer/route.ts POST': change(
    'POST',
    ({ workspace, me }) => `/api/workspace/${workspace}/people/${me}/transfer`,
  ),
  'app/api/workspace/[id]/invitations/route.ts POST': change(
    'POST',
    ({ workspace }) => `/api/workspace/${workspace}/invitations`,
    ({ person }) => ({ email: `${person}@gast.example`, role: 'viewer' }),
  ),
  'app/api/workspace/[id]/invitations/[invitationId]/resend/route.ts POST': change(
    'POST',
    ({ workspace, invitation }) => `/api/workspace/${workspace}/invitations/${invitation}/resend`,
  ),
  'app/api/workspace/[id]/invitations/[invitationId]/route.ts DELETE': change(
    'DELETE',
    ({ workspace, invitation }) => `/api/workspace/${workspace}/invitations/${invitation}`,
  ),
  'app/api/workspace/[id]/leave/route.ts POST': change('POST', ({ workspace }) => `/api/workspace/${workspace}/leave`),

  'app/api/setup/source/route.ts POST': open('The first step makes the setup, without an account.'),
  'app/api/setup/confirmation/route.ts GET': open(linkInMail),
  'app/api/setup/confirmation/route.ts POST': open(linkInMail),
  'app/api/setup/books/route.ts POST': wizard('POST', '/api/setup/books'),
  'app/api/setup/questions/route.ts GET': wizard('GET', '/api/setup/questions'),
  'app/api/setup/answers/route.ts PUT': wizard('PUT', '/api/setup/answers'),
  'app/api/setup/mapping/route.ts GET': wizard('GET', '/api/setup/mapping'),
  'app/api/setup/mapping/route.ts PUT': wizard('PUT', '/api/setup/mapping'),
  'app/api/setup/readiness/route.ts POST': wizard('POST', '/api/setup/readiness'),
  'app/api/setup/confirm/route.ts POST': wizard('POST', '/api/setup/confirm'),
  'app/api/setup/account/route.ts GET': wizard('GET', '/api/setup/account'),
  'app/api/setup/install/route.ts POST': wizard('POST', '/api/setup/install'),

  // Handed on to the background process, which checks Inngest's signature.
  'app/api/inngest/route.ts': open('Inngest signs what it sends: inngest/worker.db.test.ts.'),
}
