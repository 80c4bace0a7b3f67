import { describe, expect, it } from 'vitest'
import { formatCursor, parseCursor, toKeysetPage, type Cursor } from './keyset'

const idOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const placeOf = (n: number) => ({ key: `2026-01-${String(n).padStart(2, '0')}`, id: idOf(n) })
const list = [1, 2, 3, 4, 5]

/** What a database answers: rows on one side of the cursor, nearest first, one more than the page holds. */
const rowsFor = (cursor: Cursor | null, size: number): number[] => {
  if (cursor === null) return list.slice(0, size + 1)
  const at = list.findIndex((n) => idOf(n) === cursor.id)
  const side = cursor.side === 'after' ? list.slice(at + 1) : list.slice(0, at).toReversed()
  return side.slice(0, size + 1)
}
const pageAt = (text: string | null, size = 2) => {
  const cursor = text === null ? null : parseCursor(text)
  return toKeysetPage(rowsFor(cursor, size), { cursor, size }, placeOf)
}

describe('keyset paging', () => {
  it('walks to the end and back through the same pages', () => {
    const first = pageAt(null)
    const second = pageAt(first.nextCursor)
    const third = pageAt(second.nextCursor)
    expect([first.items, second.items, third.items]).toEqual([[1, 2], [3, 4], [5]])
    expect([first.previousCursor, third.nextCursor]).toEqual([null, null])
    const back = pageAt(third.previousCursor)
    expect(back.items).toEqual([3, 4])
    expect(pageAt(back.previousCursor)).toMatchObject({ items: [1, 2], previousCursor: null })
    expect(pageAt(back.nextCursor).items).toEqual([5])
  })

  it('has no way on or back in an empty list', () => {
    expect(toKeysetPage([], { cursor: null, size: 2 }, placeOf)).toEqual({
      items: [],
      nextCursor: null,
      previousCursor: null,
    })
  })

  it('reads back the cursor it wrote', () => {
    const cursor: Cursor = { side: 'before', key: '2026-03-01T10:00:00.000Z', id: idOf(7) }
    expect(parseCursor(formatCursor(cursor))).toEqual(cursor)
  })

  it.each(['', 'nonsense', formatCursor({ side: 'after', key: 'x', id: idOf(1) }), 'YWZ0ZXJ-fn4'])(
    'takes %j for no cursor',
    (text) => {
      expect(parseCursor(text)).toBeNull()
    },
  )
})
