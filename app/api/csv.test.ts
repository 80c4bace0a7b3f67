import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCsv } from './csv'

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

  it('never begins a cell with what a spreadsheet calculates', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(textOf(text).replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r]/)
      }),
    )
  })
})
