import { describe, expect, it } from 'vitest'
import { isMessage, isRefusing, readMessages, readRefusal } from './refusals'

const one = (message: string, field?: string) => [{ message, ...(field === undefined ? {} : { field }) }]

describe('a refusal with status 400', () => {
  it.each([
    ['Periode 3 van 2026 is afgesloten', '[0].period.id', { kind: 'conflict', reason: 'period-closed' }],
    ['Het boekjaar 2024 is definitief afgesloten', undefined, { kind: 'conflict', reason: 'period-closed' }],
    ['Boekjaar 2031 bestaat niet', '[0].period.fiscal_year', { kind: 'invalid', reason: 'fiscal-year-unknown' }],
    ['Onbekende waarde', '[0].period.fiscal_year', { kind: 'invalid', reason: 'fiscal-year-unknown' }],
    [
      'Factuurnummer 20260001 bestaat al voor debiteur 1300',
      '[0].invoice_number',
      { kind: 'conflict', reason: 'invoice-number-exists' },
    ],
    ['Dubbel factuurnummer', undefined, { kind: 'conflict', reason: 'invoice-number-exists' }],
    ['Boeking is (deels) betaald', '', { kind: 'conflict', reason: 'entry-paid' }],
    ['De post is al afgeletterd', undefined, { kind: 'conflict', reason: 'entry-paid' }],
    ['Debiteur 1300 is geblokkeerd: betaalt niet', '[0].account.id', { kind: 'invalid', reason: 'debtor-blocked' }],
    ['Rekening 8060 is geblokkeerd', '[1].account.id', { kind: 'invalid', reason: 'account-blocked' }],
    ['Grootboekrekening 8060 is geblokkeerd', undefined, { kind: 'invalid', reason: 'account-blocked' }],
    ['Rekening 8099 bestaat niet', '[1].account.id', { kind: 'invalid', reason: 'account-unknown' }],
    ['Debiteur 9999 bestaat niet', '[0].account.id', { kind: 'invalid', reason: 'debtor-unknown' }],
    ['Btw-code 99 bestaat niet', '[1].vat.id', { kind: 'invalid', reason: 'vat-refused' }],
    ['Bedrag wijkt af', '[1].vat.amount', { kind: 'invalid', reason: 'vat-refused' }],
    ['Boeking is niet in balans (verschil 0,01)', '', { kind: 'invalid', reason: 'not-balanced' }],
    ['Er ging iets mis met de maan', undefined, { kind: 'invalid', reason: 'other' }],
    ['Omschrijving is langer dan 40 tekens', '[1].description', { kind: 'invalid', reason: 'other' }],
  ])('%s (%s) is %o', (message, field, verdict) => {
    expect(readRefusal(400, one(message, field))).toMatchObject(verdict)
  })

  it('keeps the words of Minox as they are, with the field they are about', () => {
    expect(readRefusal(400, [...one('Rekening 8099 bestaat niet', '[1].account.id'), ...one('En nog iets')]).text).toBe(
      'Rekening 8099 bestaat niet ([1].account.id) · En nog iets',
    )
  })

  it('takes its reason from the first message that is understood', () => {
    expect(readRefusal(400, [...one('Onbekend probleem'), ...one('Periode 1 is gesloten')]).reason).toBe(
      'period-closed',
    )
  })

  it('is never understood by the code of a message', () => {
    expect(readRefusal(400, [{ message_code: 'SBX_PERIOD_CLOSED', message: 'Zie code' }]).reason).toBe('other')
  })
})

describe('a refusal by status', () => {
  it.each([
    [401, 'auth', 'other'],
    [403, 'auth', 'no-rights'],
    [404, 'invalid', 'other'],
    [405, 'unexpected', 'other'],
    [409, 'conflict', 'other'],
    [422, 'invalid', 'other'],
  ])('%i is %s, %s', (status, kind, reason) => {
    expect(readRefusal(status, one('Zo maar'))).toMatchObject({ kind, reason })
  })
})

describe('the messages of an error body', () => {
  it.each([
    ['an array of messages', '[{"message_code":"X1","message":"Fout","field":"[0].debit"}]', ['Fout']],
    ['an object', '{"message":"Unauthorized"}', ['Unauthorized']],
    ['an object with messages', '{"messages":[{"message":"A"},{"message":"B"}]}', ['A', 'B']],
    ['an object with texts', '{"errors":["A","B"]}', ['A', 'B']],
    ['an OAuth error', '{"error":"invalid_grant","error_description":"Ingetrokken"}', ['invalid_grant: Ingetrokken']],
    ['a JSON string', '"Not found"', ['Not found']],
    ['plain text', 'Bad Request', ['Bad Request']],
    [
      'HTML',
      '<html><head><style>p{}</style></head><body><h1>502</h1><p>Bad gateway</p></body></html>',
      ['502 Bad gateway'],
    ],
    ['nothing', '', []],
    ['a number', '42', []],
    ['null', 'null', []],
    ['an empty list', '[]', []],
  ])('are read from %s', (_, body, texts) => {
    expect(readMessages(body).map(({ message }) => message)).toEqual(texts)
  })

  it('are cut when somebody sends a whole page', () => {
    expect(readMessages('x'.repeat(10_000))[0]?.message).toHaveLength(500)
  })
})

describe('an element of an answer', () => {
  it('is a message or a line by its shape', () => {
    expect(isMessage({ message_code: 'X', message: 'Let op' })).toBe(true)
    expect(isMessage({ account: { id: '8000' }, debit: 0, messages: [] })).toBe(false)
    expect(isMessage('Let op')).toBe(false)
    expect(isMessage(null)).toBe(false)
  })

  it('refuses when its type says error, and only then', () => {
    expect(isRefusing({ message_type: 'error', message: 'Fout' })).toBe(true)
    expect(isRefusing({ message_type: 'Foutmelding', message: 'Fout' })).toBe(true)
    expect(isRefusing({ message_type: 'warning', message: 'Let op' })).toBe(false)
    expect(isRefusing({ message: 'Let op' })).toBe(false)
  })
})
