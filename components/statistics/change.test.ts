import { describe, expect, it } from 'vitest'
import { changeOf } from './change'

describe('the change of a figure', () => {
  it('is a part of what it was, in whole percents', () => {
    expect(changeOf(15, 12)).toEqual({ kind: 'more', basisPoints: 2_500 })
    expect(changeOf(2, 3)).toEqual({ kind: 'less', basisPoints: 3_300 })
    expect(changeOf(-50, -100)).toEqual({ kind: 'more', basisPoints: 5_000 })
  })

  it('has no percentage when there was nothing', () => {
    expect(changeOf(4, 0)).toEqual({ kind: 'from-nothing' })
    expect(changeOf(0, 0)).toEqual({ kind: 'same' })
  })

  it('is unknown when either figure is', () => {
    expect([changeOf(null, 3), changeOf(3, null)]).toEqual([{ kind: 'unknown' }, { kind: 'unknown' }])
  })
})
