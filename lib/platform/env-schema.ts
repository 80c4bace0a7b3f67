import { z } from 'zod'
import { parseKeyring } from './crypto'
import { isEntryUrlTemplate } from './entry-url'

/**
 * What a process that is run by hand without settings gets; `npm start` makes keys of its own. They are public, and
 * therefore refused as soon as the portal can be reached from another machine.
 */
export const exampleKeys = {
  encryptionKey: '1:Y29tYmktcG9ydGFhbC12b29yYmVlbGRzbGV1dGVsISE=',
  nextauthSecret: 'voorbeeld-alleen-voor-deze-computer',
}

const blankIsUnset = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value)

const isHttpUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === ''
}

const text = z.preprocess(blankIsUnset, z.string().trim().optional())

/** A text that holds `isRight`, or one sentence to the operator about why it does not. */
const checked = (isRight: (value: string) => boolean, problem: string) =>
  z.preprocess(blankIsUnset, z.string().trim().refine(isRight, { error: problem }).optional())

const httpUrl = (name: string) => checked(isHttpUrl, `${name} moet een adres zijn dat begint met http:// of https://.`)

const withoutSlash = (url: string) => url.replace(/\/+$/, '')

const oneSubdomain = (template: string) =>
  template.split('{subdomain}').length === 2 && isHttpUrl(template.replace('{subdomain}', 'naam'))

const opensKeyring = (value: string) => {
  try {
    parseKeyring(value)
    return true
  } catch {
    return false
  }
}

const wholeNumber = (name: string, least: number, most: number) =>
  checked(
    (value) => /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most,
    `${name} moet een heel getal van ${least} tot en met ${most} zijn.`,
  )

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const nodeEnvs = ['production', 'development', 'test'] as const

const oneOf = <const Values extends readonly [string, ...string[]]>(name: string, values: Values) =>
  z.preprocess(
    blankIsUnset,
    z.enum(values, { error: `${name} moet een van deze zijn: ${values.join(', ')}.` }).optional(),
  )

const variables = z.object({
  NODE_ENV: oneOf('NODE_ENV', nodeEnvs),
  LOG_LEVEL: oneOf('LOG_LEVEL', logLevels),
  PORT: wholeNumber('PORT', 1, 65_535),
  APP_URL: httpUrl('APP_URL'),
  WORKER_URL: httpUrl('WORKER_URL'),
  DATABASE_URL: checked(
    (value) => /^postgres(?:ql)?:\/\/[^/]/.test(value) && URL.canParse(value),
    'DATABASE_URL moet een adres zijn zoals postgresql://gebruiker:wachtwoord@server:5432/database.',
  ),
  ENCRYPTION_KEY: checked(
    opensKeyring,
    'ENCRYPTION_KEY moet een of meer sleutels van 32 bytes in base64 bevatten, zoals 2:<sleutel>,1:<sleutel>.',
  ),
  NEXTAUTH_SECRET: checked((value) => value.length >= 32, 'NEXTAUTH_SECRET moet minstens 32 tekens lang zijn.'),
  SIMPLICATE_URL_TEMPLATE: checked(
    oneSubdomain,
    'SIMPLICATE_URL_TEMPLATE moet een adres met http:// of https:// zijn waarin {subdomain} precies één keer staat.',
  ),
  SIMPLICATE_CLIENT_ID: text,
  SIMPLICATE_CLIENT_SECRET: text,
  MINOX_BASE_URL: httpUrl('MINOX_BASE_URL'),
  MINOX_CLIENT_ID: text,
  MINOX_CLIENT_SECRET: text,
  MINOX_SCOPES: text,
  MINOX_DESCRIPTION_MAX_LENGTH: wholeNumber('MINOX_DESCRIPTION_MAX_LENGTH', 1, 1000),
  MINOX_NAME_MAX_LENGTH: wholeNumber('MINOX_NAME_MAX_LENGTH', 1, 1000),
  MINOX_ENTRY_URL_TEMPLATE: checked(
    isEntryUrlTemplate,
    'MINOX_ENTRY_URL_TEMPLATE moet een adres met http:// of https:// zijn met {entry} of {number} erin, en eventueel {administration}.',
  ),
  MINOX_FILE_MAX_BYTES: wholeNumber('MINOX_FILE_MAX_BYTES', 1, 10_485_760),
  SMTP_URL: checked(
    (value) => /^smtps?:\/\/[^/]/.test(value) && URL.canParse(value),
    'SMTP_URL moet een adres zijn dat begint met smtp:// of smtps://.',
  ),
  MAIL_FROM: checked((value) => /[^\s@]@[^\s@]/.test(value), 'MAIL_FROM moet een e-mailadres bevatten.'),
  INNGEST_DEV: checked(
    (value) => /^(?:0|1|true|false)$/.test(value) || isHttpUrl(value),
    'INNGEST_DEV moet 1, 0 of het adres van een Inngest-ontwikkelserver zijn.',
  ),
  INNGEST_BASE_URL: httpUrl('INNGEST_BASE_URL'),
  INNGEST_EVENT_KEY: text,
  INNGEST_SIGNING_KEY: text,
})

/** What the portal runs on, once it has been checked. Fields are named after their variables. */
export type Env = {
  nodeEnv: (typeof nodeEnvs)[number]
  logLevel: (typeof logLevels)[number]
  port: number
  /** Without a slash at the end, like every address here. */
  appUrl: string
  /** Where the background process listens. */
  workerUrl: string
  /** Unset: `npm start` runs a PostgreSQL of its own and sets it for the processes that it starts. */
  databaseUrl: string | undefined
  encryptionKey: string
  nextauthSecret: string
  simplicateUrlTemplate: string
  simplicateClientId: string | undefined
  simplicateClientSecret: string | undefined
  minoxBaseUrl: string
  minoxClientId: string | undefined
  minoxClientSecret: string | undefined
  minoxScopes: string | undefined
  minoxDescriptionMaxLength: string | undefined
  minoxNameMaxLength: string | undefined
  minoxFileMaxBytes: string | undefined
  /** By connector: where a person sees an entry in the books. */
  entryUrlTemplates: Readonly<Record<string, string | undefined>>
  smtpUrl: string | undefined
  mailFrom: string | undefined
  inngestDev: string | undefined
  inngestBaseUrl: string | undefined
  inngestEventKey: string | undefined
  inngestSigningKey: string | undefined
}

type Source = Record<string, string | undefined>

/** The settings, or what is wrong with them: one Dutch sentence a problem, each naming its variable and no value. */
export const parseEnv = (source: Source): { ok: true; env: Env } | { ok: false; problems: string[] } => {
  const parsed = variables.safeParse(source)
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map(({ message }) => message) }
  const env = toEnv(parsed.data)
  const problems = findContradictions(env)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, env }
}

const toEnv = (given: z.infer<typeof variables>): Env => {
  const port = Number(given.PORT ?? 3000)
  return {
    nodeEnv: given.NODE_ENV ?? 'development',
    logLevel: given.LOG_LEVEL ?? 'info',
    port,
    appUrl: withoutSlash(given.APP_URL ?? `http://127.0.0.1:${port}`),
    workerUrl: withoutSlash(given.WORKER_URL ?? `http://127.0.0.1:${port < 65_535 ? port + 1 : port - 1}`),
    databaseUrl: given.DATABASE_URL,
    encryptionKey: given.ENCRYPTION_KEY ?? exampleKeys.encryptionKey,
    nextauthSecret: given.NEXTAUTH_SECRET ?? exampleKeys.nextauthSecret,
    simplicateUrlTemplate: withoutSlash(given.SIMPLICATE_URL_TEMPLATE ?? 'https://{subdomain}.simplicate.nl'),
    simplicateClientId: given.SIMPLICATE_CLIENT_ID,
    simplicateClientSecret: given.SIMPLICATE_CLIENT_SECRET,
    minoxBaseUrl: withoutSlash(given.MINOX_BASE_URL ?? 'https://app.minox.nl'),
    minoxClientId: given.MINOX_CLIENT_ID,
    minoxClientSecret: given.MINOX_CLIENT_SECRET,
    minoxScopes: given.MINOX_SCOPES,
    minoxDescriptionMaxLength: given.MINOX_DESCRIPTION_MAX_LENGTH,
    minoxNameMaxLength: given.MINOX_NAME_MAX_LENGTH,
    minoxFileMaxBytes: given.MINOX_FILE_MAX_BYTES,
    entryUrlTemplates: { minox: given.MINOX_ENTRY_URL_TEMPLATE },
    smtpUrl: given.SMTP_URL,
    mailFrom: given.MAIL_FROM,
    inngestDev: given.INNGEST_DEV,
    inngestBaseUrl: given.INNGEST_BASE_URL,
    inngestEventKey: given.INNGEST_EVENT_KEY,
    inngestSigningKey: given.INNGEST_SIGNING_KEY,
  }
}

/** Whether this address is one of this computer itself. */
export const isLoopback = (url: string): boolean =>
  /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(url).hostname)

const findContradictions = (env: Env): string[] => {
  const problems: string[] = []
  const refuse = (isWrong: boolean, problem: string) => {
    if (isWrong) problems.push(problem)
  }
  const isReachable = !isLoopback(env.appUrl)
  const isExample = (key: string) => [...parseKeyring(key).keys.values()].some((one) => one.equals(exampleKeyBytes))
  refuse(
    isReachable && isExample(env.encryptionKey),
    'ENCRYPTION_KEY is niet ingesteld of nog de voorbeeldsleutel, en APP_URL is van buiten bereikbaar: maak een eigen sleutel met `openssl rand -base64 32`.',
  )
  refuse(
    isReachable && env.nextauthSecret === exampleKeys.nextauthSecret,
    'NEXTAUTH_SECRET is niet ingesteld of nog de voorbeeldwaarde, en APP_URL is van buiten bereikbaar: maak een eigen waarde met `openssl rand -base64 32`.',
  )
  const pairs = [
    ['SIMPLICATE_CLIENT_ID', env.simplicateClientId, 'SIMPLICATE_CLIENT_SECRET', env.simplicateClientSecret],
    ['MINOX_CLIENT_ID', env.minoxClientId, 'MINOX_CLIENT_SECRET', env.minoxClientSecret],
    ['INNGEST_EVENT_KEY', env.inngestEventKey, 'INNGEST_SIGNING_KEY', env.inngestSigningKey],
    ['SMTP_URL', env.smtpUrl, 'MAIL_FROM', env.mailFrom],
  ] as const
  for (const [one, first, other, second] of pairs)
    refuse(
      (first === undefined) !== (second === undefined),
      `${one} en ${other} horen bij elkaar: stel beide in of geen van beide.`,
    )
  refuse(
    env.inngestBaseUrl !== undefined && env.inngestDev === undefined && env.inngestSigningKey === undefined,
    'INNGEST_BASE_URL vraagt om INNGEST_EVENT_KEY en INNGEST_SIGNING_KEY, of om INNGEST_DEV voor een ontwikkelserver.',
  )
  refuse(
    env.workerUrl === env.appUrl,
    'WORKER_URL en APP_URL zijn hetzelfde adres: het achtergrondproces heeft een eigen poort nodig.',
  )
  return problems
}

const exampleKeyBytes = parseKeyring(exampleKeys.encryptionKey).keys.get(1) ?? Buffer.alloc(0)
