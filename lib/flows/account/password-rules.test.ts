import { describe, expect, it } from 'vitest'
import { findPasswordProblem } from './password-rules'

const anna = { email: 'anna.deboer@breekijzer.nl', name: 'Anna de Boer' }

describe('a password', () => {
  it.each(['fietsen in de regen', 'Xk9!vbq2LmPz', 'correct horse battery staple', 'ééééàààüüß12'])(
    'may be anything of some length: %s',
    (password) => {
      expect(findPasswordProblem(password, anna)).toBeNull()
    },
  )

  it.each(['', 'kort', 'elf tekens!', '👩‍🚀👩‍🚀👩‍🚀'])('is at least twelve characters long: %s', (password) => {
    expect(findPasswordProblem(password, anna)).toBe('password-too-short')
  })

  it.each([
    'wachtwoord12',
    'Wachtwoord2026!',
    '!!W4chtwoord!!'.replace('4', '@'),
    'P@ssw0rd1234',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    '123456789012',
    'qwertyuiopas',
    'zyxwvutsrqpon',
    'Boekhouding1!',
  ])('is none of those that are tried first: %s', (password) => {
    expect(findPasswordProblem(password, anna)).toBe('password-too-common')
  })

  it.each(['anna.deboer@breekijzer.nl', 'annadeboer2026', 'Anna de Boer!', 'breekijzer.nl'])(
    'is not one’s own name or address: %s',
    (password) => {
      expect(findPasswordProblem(password, anna)).toBe('password-too-personal')
    },
  )
})
