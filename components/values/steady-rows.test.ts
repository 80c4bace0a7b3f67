import { describe, expect, it } from 'vitest'
import { holdRows } from './steady-rows'

const row = (id: string, says = 'first') => ({ id, says })
const ids = (list: ReturnType<typeof holdRows<ReturnType<typeof row>>>) =>
  list.rows.map(({ row: { id }, hasLeft }) => (hasLeft ? `-${id}` : id))

describe('rows on a screen', () => {
  it('say what is new about them and stay where they are', () => {
    const held = holdRows([row('a'), row('b')], [row('b', 'second'), row('a')])
    expect(held).toEqual({
      rows: [
        { row: row('a'), hasLeft: false },
        { row: row('b', 'second'), hasLeft: false },
      ],
      newCount: 0,
      leftCount: 0,
    })
  })

  it('are not joined by new ones, which are counted', () => {
    const held = holdRows([row('b')], [row('c'), row('a'), row('b')])
    expect([ids(held), held.newCount]).toEqual([['b'], 2])
  })

  it('stay when they are gone from the list, and are marked', () => {
    const held = holdRows([row('a'), row('b'), row('c')], [row('a'), row('c')])
    expect([ids(held), held.leftCount]).toEqual([['a', '-b', 'c'], 1])
  })

  it('have not left when new ones pushed them over the end of the page', () => {
    const held = holdRows([row('a'), row('b'), row('c')], [row('new'), row('a'), row('b')])
    expect([ids(held), held.leftCount, held.newCount]).toEqual([['a', 'b', 'c'], 0, 1])
  })

  it('have all left an empty list', () => {
    expect(ids(holdRows([row('a'), row('b')], []))).toEqual(['-a', '-b'])
  })
})
