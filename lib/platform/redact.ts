const mask = '•••'

// The look-behind keeps the search linear in long runs of letters.
const secretName = String.raw`(?<![\w-])[\w-]*(?:token|secret|passw(?:or)?d|wachtwoord|api[-_]?key|apikey|private[-_]?key|data[-_]?key|authentication-key|authorization|cookie|verifier|signature|signing[-_]?key|encryption[-_]?key)[\w-]*`

type Rule = { pattern: RegExp; replacement: string }

// A value ends before `\"`, `\n` and `\r`: a line of JSON must still be one afterwards.
// Order matters: whole lines and quoted values go before the loose `name=value`, which would stop at the first blank.
const rules: readonly Rule[] = [
  { pattern: /-----BEGIN [A-Z ]+-----[^"]*?(?:-----END [A-Z ]+-----|(?=")|$)/g, replacement: mask },
  {
    pattern: /\b((?:proxy-)?authorization|(?:set-)?cookie)(\s*[:=]\s*)(?!["'])(?:[^\r\n"',}\\]|\\[^"rn])+/gi,
    replacement: `$1$2${mask}`,
  },
  ...[
    String.raw`("${secretName}"\s*:\s*")(?:[^"\\]|\\[^])*`,
    // The same in JSON that is itself a value in JSON.
    String.raw`(\\"${secretName}\\"\s*:\s*\\")(?:[^"\\]|\\\\(?:\\["\\]|[^]))*`,
    String.raw`(${secretName}["']?\s*[:=]\s*')(?:[^'"\\]|\\[^"])*`,
    String.raw`(${secretName}\s*[:=]\s*"(?![,:}\]]))(?:[^"\\]|\\[^])*`,
    String.raw`(${secretName}(?:\s*:\s*|=))(?!["'\\\s])(?:[^\s&"',;<>)}\]\\]|\\[^"rn])+`,
  ].map((pattern) => ({ pattern: new RegExp(pattern, 'gi'), replacement: `$1${mask}` })),
  // An authorization code is single use but alive for a minute; `"code": 401` in an error body is not one.
  { pattern: /([?&](?:code|state|key|sig)=)(?:[^\s&#"'<>\\]|\\[^"rn])+/gi, replacement: `$1${mask}` },
  { pattern: /\b(Bearer|Basic)(\s+)[A-Za-z0-9+/=._~:-]+/gi, replacement: `$1$2${mask}` },
  { pattern: /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@:"'\\]*:[^\s/@"'\\]*@/gi, replacement: `$1${mask}@` },
  { pattern: /\beyJ[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)?/g, replacement: mask },
]

/**
 * The text without what opens a door: tokens, keys, passwords, cookies, authorization codes, key files.
 * It knows them by the name beside them or by their shape, so that an opaque token without a name in free text is not
 * recognised: whoever holds such a value keeps it out of the text. Safe to apply twice.
 */
export const redact = (text: string): string =>
  rules.reduce((cleaned, { pattern, replacement }) => cleaned.replace(pattern, replacement), text)
