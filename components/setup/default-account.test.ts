import { describe, expect, it } from 'vitest'
import { accountChoices, lackingAccount, linkedOf } from './default-account'

const administration = (ref: string, ...numbers: string[]) => ({
  ref,
  name: `Administratie ${ref}`,
  heldBy: null,
  accounts: numbers.map((number) => ({ number, description: 'Omzet' })),
  journals: [],
})
const one = administration('1', '8000', '8100')
const two = administration('2', '8000')
const refs = (found: readonly { ref: string }[]) => found.map(({ ref }) => ref)

describe('the standard revenue account', () => {
  it('is asked of the administrations that a profile is linked to, and of no other', () => {
    expect(refs(linkedOf([one, two], { administrations: { a: '2', b: null } }))).toEqual(['2'])
  })

  it('is picked from all of their accounts, each number once', () => {
    expect(accountChoices([one, two])).toEqual(['8000 Omzet', '8100 Omzet'])
  })

  it('is asked again for the administration that does not have it', () => {
    expect(refs(lackingAccount(' 8100 Omzet buitenland', [one, two]))).toEqual(['2'])
    expect(lackingAccount('8000', [one, two])).toEqual([])
    expect(lackingAccount('08000 Omzet', [one, two])).toEqual([])
    expect(lackingAccount('8000', [one, administration('3')])).toEqual([])
  })

  it('is not asked for each of them when none has it, or when no number was typed', () => {
    expect(lackingAccount('9999', [one, two])).toEqual([])
    expect(lackingAccount('Omzet', [one, two])).toEqual([])
    expect(lackingAccount('', [one, two])).toEqual([])
  })
})
