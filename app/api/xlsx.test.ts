import fc from 'fast-check'
import readExcel, { readSheet } from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import type { Cell, Rows } from './csv'
import { xlsxPieces, xlsxStreamResponse } from './xlsx'

async function* inParts(rows: Rows, size: number): AsyncGenerator<Rows> {
  for (let at = 0; at < rows.length; at += size) yield await Promise.resolve(rows.slice(at, at + size))
}

type Given = { rows: Rows; head?: Cell[]; size?: number; mostRowsPerSheet?: number }

const fileOf = async ({ rows, head = ['Eén', 'Twee'], size = 3, ...limits }: Given): Promise<Buffer> => {
  const pieces: Uint8Array[] = []
  for await (const piece of xlsxPieces({ name: 'Logboek', head, parts: inParts(rows, size), ...limits }))
    pieces.push(piece)
  return Buffer.concat(pieces)
}

describe('a workbook', () => {
  it('keeps text as it is, amounts to the cent, days as days, and leaves nothing empty that is not', async () => {
    const rows: Rows = [
      ['=1+1', 12],
      ['<b>&"é"</b>\n  twee', { cents: -123_456 }],
      [null, { day: '2026-02-28' }],
      [{ day: '2024-02-29' }, { cents: 5 }],
    ]
    const [head, ...read] = await readSheet(await fileOf({ rows }), { trim: false })
    expect(head).toEqual(['Eén', 'Twee'])
    expect(read).toEqual([
      ['=1+1', 12],
      ['<b>&"é"</b>\n  twee', -1234.56],
      [null, new Date('2026-02-28')],
      [new Date('2024-02-29'), 0.05],
    ])
  })

  it('opens again with any text in it, and never holds a formula', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 1 }), async (texts) => {
        const file = await fileOf({ rows: texts.map((text) => [`x${text}`, 1]) })
        expect(await readSheet(file, { trim: false })).toHaveLength(texts.length + 1)
        expect(file.includes('<f>')).toBe(false)
      }),
      { numRuns: 30 },
    )
  })

  it('goes on in a next sheet when one is full, under the same head', async () => {
    const file = await fileOf({ rows: Array.from({ length: 7 }, (_, n) => [n, 'x']), mostRowsPerSheet: 4 })
    const sheets = await readExcel(file)
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Logboek', 'Logboek 2', 'Logboek 3'])
    expect(sheets.map(({ data }) => data[0])).toEqual(sheets.map(() => ['Eén', 'Twee']))
    expect(sheets.flatMap(({ data }) => data.slice(1)).map(([n]) => n)).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  it('comes in parts, made as they are taken, and asks for no more once the reader is gone', async () => {
    const taken: number[] = []
    let isClosed = false
    async function* parts(): AsyncGenerator<Rows> {
      try {
        for (let part = 0; part < 1000; part += 1) {
          taken.push(part)
          yield await Promise.resolve(Array.from({ length: 500 }, (_, n) => [Math.sin(part * 500 + n), 'tekst']))
        }
      } finally {
        isClosed = true
      }
    }
    const { body } = xlsxStreamResponse('logboek', { name: 'Logboek', head: ['a'], parts: parts() })
    const reader = body?.getReader()
    await reader?.read()
    await reader?.cancel()
    expect(taken.length).toBeLessThan(30)
    expect(isClosed).toBe(true)
  })
})
