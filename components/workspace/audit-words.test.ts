import { createTranslator } from 'use-intl/core'
import { describe, expect, it } from 'vitest'
import { auditKinds } from '@/lib/domain/audit'
import { locales } from '@/lib/i18n/locales'
import { messages } from '@/lib/i18n/messages'
import { auditParams, toAuditKind } from './audit-words'

describe.each(locales)('the audit log in %s', (locale) => {
  const translate = createTranslator({
    locale,
    messages: messages[locale],
    namespace: 'audit',
    onError: (error) => {
      throw error
    },
  })

  it.each([...auditKinds, 'of a later version'])('has a sentence for every deed: %s', (kind) => {
    expect(translate(`what.${toAuditKind(kind)}`, auditParams({ email: 'Vera' }))).toMatch(/^[A-Z].*[^.\s]$/)
  })

  it('has none for what is never done', () => {
    const { unknown, ...known } = messages[locale].audit.what
    expect(unknown).toBeTypeOf('string')
    expect(Object.keys(known).toSorted()).toEqual([...auditKinds].toSorted())
  })
})

it('tells who got which role', () => {
  const translate = createTranslator({ locale: 'nl', messages: messages.nl, namespace: 'audit' })
  const params = auditParams({ email: 'vera@breekijzer.nl', from: 'viewer', to: 'owner' })
  expect(translate('what.role-changed', params)).toBe(
    'Rol van vera@breekijzer.nl gewijzigd: van meekijker naar eigenaar',
  )
})
