import { describe, expect, it } from 'vitest'
import { readForm } from './form'
import { searchIn } from './plain-text'
import { readJson } from './read-body'

const request = (body: string, type = 'application/json') =>
  new Request('http://portaal.example/api', { method: 'POST', headers: { 'content-type': type }, body })

const refused = { code: 'invalid-characters', status: 400 }

describe('a request', () => {
  it.each(['"\\u0000"', '{"name":"Bakker\\u0000"}', '{"answers":{"a\\u0000":"1"}}', '{"ids":[["x"],["\\u0000"]]}'])(
    'with a NUL character somewhere in it is refused, whatever would become of it: %s',
    async (body) => {
      await expect(readJson(request(body))).rejects.toMatchObject(refused)
    },
  )

  it('keeps every other character, a written-out escape included', async () => {
    const value = { name: 'Bakker \\u0000 \\\\u0000 \u0001 \n € 🧁' }
    expect(await readJson(request(JSON.stringify(value)))).toEqual(value)
  })

  it('from a form or in an address is held to the same', async () => {
    const form = 'application/x-www-form-urlencoded'
    await expect(readForm(request('name=a%00b', form))).rejects.toMatchObject(refused)
    expect(await readForm(request('name=a%01b', form))).toEqual({ name: 'a\u0001b' })
    const asked = (text: string) => ({ nextUrl: { searchParams: new URLSearchParams(text) } })
    expect(() => searchIn(asked('state=booked&q=a%00b'))).toThrow(expect.objectContaining(refused))
    expect(() => searchIn(asked('q%00=a'))).toThrow(expect.objectContaining(refused))
    expect(searchIn(asked('q=a')).get('q')).toBe('a')
  })

  it('that is nested as deep as its size allows is looked at all the same', async () => {
    const depth = 25_000
    const nested = (inner: string) => '['.repeat(depth) + inner + ']'.repeat(depth)
    await expect(readJson(request(nested('"\\u0000"')))).rejects.toMatchObject(refused)
    expect(Array.isArray(await readJson(request(nested('"a"'))))).toBe(true)
  })

  it('that is no JSON is refused as such', async () => {
    await expect(readJson(request('{'))).rejects.toMatchObject({ code: 'invalid-request' })
  })
})
