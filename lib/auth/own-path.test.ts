import { describe, expect, it } from 'vitest'
import { toOwnPath } from './own-path'

describe('the page to go to after signing in', () => {
  it('is the one that was asked for, with its filters', () => {
    expect(toOwnPath('/facturen?state=action')).toBe('/facturen?state=action')
  })

  it.each([
    ...[null, undefined, '', 'https://boos.example/', 'javascript:1'],
    ...['//boos.example', String.raw`/\boos.example`, '/\t/boos.example'],
    ...['/.//boos.example', '/%2e//boos.example', '/combis/..//boos.example', String.raw`/./\boos.example`],
  ])('is the start page instead of %j', (path) => {
    expect(toOwnPath(path)).toBe('/combis')
  })
})
