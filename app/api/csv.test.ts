import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvStreamResponse, toCsv } from './csv'

const textOf = (cell: string) => toCsv([[cell]]).slice(1, -2)

describe('a file for a spreadsheet', () => {
  it('writes amounts to the cent with a decimal comma, and counts as they are', () => {
    expect(toCsv([['a', 12, { cents: -123_456 }, { cents: 5 }, null]])).toBe('\uFEFFa;12;-1234,56;0,05;\r\n')
  })

  it('keeps a semicolon, a quote and a line end within their cell', () => {
    expect(textOf('Jansen; "Zn"\nB.V.')).toBe('"Jansen; ""Zn""\nB.V."')
  })

  it.each(['=1+1', '+31 6', '-2', '@SUM(A1)', '\t=1', ' =1', '＝1'])('holds no formula: %j', (text) => {
    expect(textOf(text).replace(/^"/, '')).toMatch(/^'/)
  })

  it('of any length comes in parts, made as they are taken, and is the same file', async () => {
    const taken: number[] = []
    async function* parts() {
      for (let part = 0; part < 100; part += 1) {
        taken.push(part)
        yield await Promise.resolve([[part, '=1+1']])
      }
    }
    const whole = Buffer.from(await csvStreamResponse('log', parts()).arrayBuffer())
    expect(whole.toString()).toBe(toCsv(Array.from({ length: 100 }, (_, part) => [part, '=1+1'])))
    taken.length = 0
    const reader = csvStreamResponse('log', parts()).body?.getReader()
    await reader?.read()
    await reader?.cancel()
    expect(taken.length).toBeLessThan(5)
  })

  it('never begins a cell with what a spreadsheet calculates', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(textOf(text).replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r]/)
      }),
    )
  })
})
