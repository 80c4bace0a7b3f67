import { describe, expect, it } from 'vitest'
import { isMet, parseCondition, parsePath, readPath } from './expression'

const event = { name: 'combi/sync.requested', data: { combiId: 'c1', count: 3, deep: { flag: true }, none: null } }

describe('expressions on an event', () => {
  it('a path reads what stands there, and nothing where there is nothing', () => {
    const read = (path: string) => readPath(event, parsePath(path) ?? [])
    expect(read('event.data.combiId')).toBe('c1')
    expect(read('event.data.deep.flag')).toBe(true)
    expect(read('event.name')).toBe('combi/sync.requested')
    expect(read('event.data.none.more')).toBeUndefined()
    expect(read('event.data.toString')).toBeUndefined()
  })

  it.each(['event', 'data.x', 'event.data[0]', 'event.data.a + "b"', 'event.data.a-b', 'async.data.x', ''])(
    'anything but a path is not taken for one: %s',
    (text) => {
      expect(parsePath(text)).toBeNull()
    },
  )

  it('a comparison with a literal holds exactly when value and kind are the same', () => {
    const holds = (text: string) => {
      const condition = parseCondition(text)
      return condition === null ? null : isMet(condition, event)
    }
    expect(holds(`event.data.combiId == 'c1'`)).toBe(true)
    expect(holds('event.data.combiId == "c2"')).toBe(false)
    expect(holds('event.data.count == 3')).toBe(true)
    expect(holds(`event.data.count == '3'`)).toBe(false)
    expect(holds('event.data.deep.flag == true')).toBe(true)
  })

  it.each([
    'event.data.count > 3',
    `event.data.a == 'x' && event.data.b == 'y'`,
    `event.data.a != 'x'`,
    `'x' == event.data.a`,
    `event.data.a == 'it\\'s'`,
  ])('anything but such a comparison is not taken for one: %s', (text) => {
    expect(parseCondition(text)).toBeNull()
  })
})
