import { describe, expect, it } from 'vitest'
import { byUrgency, combiStatusOf, type CombiCircumstances } from './combi-status'

const calm: CombiCircumstances = {
  isPaused: false,
  needsReconnect: false,
  isBusy: false,
  stuckCount: 0,
  overdueCount: 0,
  lastRunFailed: false,
  isLate: false,
}

describe('the status of a combi', () => {
  it('is running when nothing asks for anything', () => {
    expect(combiStatusOf(calm)).toBe('running')
  })

  it.each([
    ['a stuck invoice', { stuckCount: 1 }],
    ['an invoice past its deadline', { overdueCount: 1 }],
    ['a run that failed', { lastRunFailed: true }],
    ['nothing taking place', { isLate: true }],
  ])('asks for action because of %s', (_, circumstance) => {
    expect(combiStatusOf({ ...calm, ...circumstance })).toBe('action')
  })

  it('says that a run is under way before it says that invoices are stuck', () => {
    expect(combiStatusOf({ ...calm, isBusy: true, stuckCount: 2 })).toBe('busy')
  })

  it('says that a connection is gone before anything that can wait for it', () => {
    expect(combiStatusOf({ ...calm, needsReconnect: true, isBusy: true, stuckCount: 2 })).toBe('reconnect')
  })

  it('puts a lost connection first and a paused combi last', () => {
    expect((['paused', 'running', 'action', 'reconnect'] as const).toSorted(byUrgency)).toEqual([
      'reconnect',
      'action',
      'running',
      'paused',
    ])
  })
})
