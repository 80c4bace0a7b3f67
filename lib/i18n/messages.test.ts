import { readdirSync } from 'node:fs'
import { createTranslator } from 'use-intl/core'
import { describe, expect, it } from 'vitest'
import { reasonCodes, verdictOf, type Reason } from '@/lib/sync/reasons'
import { messages as all } from './messages'
import { leavesOf } from './testing/leaves'
import { findUses, isUsed } from './testing/uses'

const { nl, en } = all

const dutch = leavesOf(nl)
const english = leavesOf(en)
const keys = [...dutch.keys()]

/** Names in braces: what a sentence needs to be told. Plural and select branches hold no names of their own here. */
const argumentsOf = (message: string) =>
  [...new Set([...message.matchAll(/(?<!\b(?:one|other) )\{(\w+)(?=[,}])/g)].map(([, name]) => name))].toSorted()

describe('the message files', () => {
  it('have the same keys', () => {
    expect([...english.keys()].toSorted()).toEqual(keys.toSorted())
  })

  it('ask for the same parameters in both languages', () => {
    const differing = keys.filter(
      (key) => argumentsOf(dutch.get(key) ?? '').join() !== argumentsOf(english.get(key) ?? '').join(),
    )
    expect(differing).toEqual([])
  })

  it('hold no empty sentence', () => {
    expect([...dutch, ...english].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('hold nothing that no screen says', () => {
    const uses = findUses()
    expect(keys.filter((key) => !isUsed(uses, key))).toEqual([])
  })
})

/** A value for every parameter that any cause has, so that each sentence can be spoken once. */
const params: Record<string, string> = {
  ...Object.fromEntries(keys.flatMap((key) => argumentsOf(dutch.get(key) ?? '').map((name) => [String(name), '7']))),
  field: 'total',
  revenueGroup: '8999 Omzet',
}

describe.each([
  ['nl', nl],
  ['en', en],
] as const)('the sentences for causes in %s', (locale, messages) => {
  const speak = (part: 'what' | 'safe' | 'cure', code: Reason['code']): string => {
    const translate = createTranslator({
      locale,
      messages,
      onError: (error) => {
        throw error
      },
    })
    // A missing sentence is what the test is after, so the key is not known to exist.
    return translate(`reasons.${part}.${code}` as 'reasons.what.zero-total', params)
  }

  it.each(reasonCodes)('say what happened: %s', (code) => {
    expect(speak('what', code)).toMatch(/^\S.*[.)]$/)
  })

  it.each(reasonCodes.filter((code) => verdictOf({ code }) !== 'note'))(
    'say what is not lost and what to do: %s',
    (code) => {
      expect(speak('safe', code)).toMatch(/^\S.*\.$/)
      expect(speak('cure', code)).toMatch(/^\S.*[.?]$/)
    },
  )

  it('are there for no code that does not exist', () => {
    const { unknown, ...known } = messages.reasons.what
    expect(unknown).toBeTypeOf('string')
    expect(Object.keys(known).toSorted()).toEqual(reasonCodes.toSorted())
  })
})

describe('the names of connected products', () => {
  it('are there for every connector', () => {
    const folders = readdirSync('lib/connectors', { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'contract-suite')
      .map(({ name }) => name)
    expect(Object.keys(nl.connectors).toSorted()).toEqual(folders.toSorted())
  })
})
