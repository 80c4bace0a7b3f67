import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combiStatuses } from '@/lib/domain/combi-status'
import type { CombiDto } from '@/lib/dto/combis'
import { combisFilterIn, isAskedFor, toCombisSearch } from './combi-filter'

const workspaceId = '01890a5d-ac96-774b-bcce-b302099a8057'
const side = { connector: 'simplicate', account: 'breekijzer', needsReconnect: false }
const counts = { pending: 0, offered: 0, failed: 0, action: 0, overdue: 0, bookedThisMonth: 0 }
const combi: CombiDto = {
  ...{ id: workspaceId, workspace: { id: workspaceId, name: 'Café Zoë' }, canWrite: true, canManage: true },
  ...{ name: 'Simplicate – Minox Online', status: 'action', source: side, books: { ...side, account: '12345' } },
  profiles: [{ id: workspaceId, companyProfile: 'Zoë Horeca B.V.', administration: 'Administratie 7' }],
  ...{
    intervalMinutes: 15,
    lastSyncAt: null,
    nextSyncAt: null,
    counts,
    lateSince: null,
    isOfferingAwaited: false,
    expiringKey: null,
    activeRun: null,
    lastRun: null,
  },
}
const all = { text: '', status: null, workspace: null }

describe('which combi’s are shown', () => {
  it.each(['', 'cafe zoe', 'MINOX', 'horeca breek', '12345', 'administratie 7'])('“%s” finds it', (text) => {
    expect(isAskedFor(combi, { ...all, text })).toBe(true)
  })

  it.each(['slager', 'cafe slager'])('“%s” does not', (text) => {
    expect(isAskedFor(combi, { ...all, text })).toBe(false)
  })

  it('is as its state and workspace say', () => {
    expect(isAskedFor(combi, { ...all, status: 'action', workspace: workspaceId })).toBe(true)
    expect(isAskedFor(combi, { ...all, status: 'running' })).toBe(false)
    expect(isAskedFor(combi, { ...all, workspace: 'another' })).toBe(false)
  })

  it('stands whole in the address', () => {
    const filter = fc.record({
      text: fc.string(),
      status: fc.constantFrom(null, ...combiStatuses),
      workspace: fc.option(fc.uuid()),
    })
    fc.assert(
      fc.property(filter, (asked) => {
        expect(combisFilterIn(new URL(`http://own.invalid/combis${toCombisSearch(asked)}`).searchParams)).toEqual(asked)
      }),
    )
  })
})
