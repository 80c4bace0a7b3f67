const leastCharacters = 12

/**
 * Words that the passwords begin with which are tried first. Twelve characters keep most lists of common passwords out;
 * what remains is one of these with figures and signs around it, or something short said twice.
 */
const commonWords = new Set(
  [
    'wachtwoord wachtwoorden welkom welkomterug geheim hallo hallohallo inloggen toegang beheerder boekhouding boekhouder',
    'administratie administrator facturen factuur simplicate minox minoxonline combiportaal portaal bedrijf amsterdam',
    'rotterdam utrecht nederland feyenoord ajax voetbal lente zomer herfst winter januari februari maart april mei juni',
    'juli augustus september oktober november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag',
    'password passwords passw p@ssword welcome letmein iloveyou ikhouvanjou secret admin login qwerty qwertyuiop azerty',
    'asdfghjkl zxcvbnm qwertyasdfgh monkey dragon sunshine princess football baseball superman batman master trustno',
    'changeme changeit default company computer internet test testtest guest user summer spring autumn',
  ].flatMap((line) => line.split(' ')),
)

/** Rows of a keyboard, the alphabet and the figures, there and back. */
const sequences = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
]
const bothWays = sequences.flatMap((row) => [row, Array.from(row).toReversed().join('')])

/** The letters alone, with the figures that are written for letters as those letters. */
const lettersOf = (text: string): string =>
  text
    .replaceAll('@', 'a')
    .replaceAll('0', 'o')
    .replaceAll('1', 'i')
    .replaceAll('3', 'e')
    .replaceAll('$', 's')
    .replaceAll(/[^\p{L}]/gu, '')

const isRepeated = (text: string): boolean => /^(.{1,4})\1+.{0,3}$/su.test(text)

export type PasswordProblem = 'password-too-short' | 'password-too-common' | 'password-too-personal'

const isPersonal = (text: string, { email, name }: { email: string; name: string | null }): boolean => {
  const plain = text.replaceAll(/[^\p{L}\p{N}]/gu, '')
  const own = [email, email.split('@')[0] ?? '', email.split('@')[1] ?? '', name ?? ''].map((part) =>
    part.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ''),
  )
  // A name with a year behind it is still the name.
  return own.some((part) => part.length >= 4 && plain.includes(part) && plain.length - part.length <= 4)
}

/** Why this must not be somebody's password, or null when it may. */
export const findPasswordProblem = (
  password: string,
  person: { email: string; name: string | null },
): PasswordProblem | null => {
  const text = password.normalize('NFKC').toLowerCase()
  if (Array.from(text).length < leastCharacters) return 'password-too-short'
  if (isPersonal(text, person)) return 'password-too-personal'
  const withoutTail = text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  const isCommon =
    commonWords.has(lettersOf(text)) ||
    commonWords.has(lettersOf(withoutTail)) ||
    isRepeated(text) ||
    bothWays.some((row) => row.includes(text) || row.includes(text.slice(0, leastCharacters)))
  return isCommon ? 'password-too-common' : null
}
