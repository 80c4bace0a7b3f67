import { describe, expect, it } from 'vitest'
import { namedIn } from './named-in'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'

describe('what an address is about', () => {
  it.each([
    [`/combis/${id}`, { kind: 'combi', id }],
    [`/combis/${id}/logboek?outcome=failed`, { kind: 'combi', id }],
    [`/api/combis/${id}/sync`, { kind: 'combi', id }],
    [`/facturen?state=failed&combi=${id}`, { kind: 'combi', id }],
    [`/facturen/${id}`, { kind: 'invoice', id }],
  ])('%s names %o', (address, named) => {
    expect(namedIn(address)).toEqual(named)
  })

  it.each([
    '/combis',
    `/combis/${id}x`,
    '/facturen?combi=all',
    `/account?combi=${id}`,
    `//combis/${id}`,
    '/combis/../x',
  ])('%s names nothing that lies in one workspace', (address) => {
    expect(namedIn(address)).toBeNull()
  })
})
