import { describe, expect, it } from 'vitest'
import { isAllowed, statesFor, type InvoiceAction } from './invoice-transitions'
import type { InvoiceState } from './plan-mirror'

const states: InvoiceState[] = ['pending', 'offered', 'processing', 'booked', 'failed', 'action', 'ignored']

const allowed: Record<InvoiceAction, InvoiceState[]> = {
  offer: ['pending', 'offered', 'failed', 'action'],
  ignore: ['pending', 'offered', 'failed', 'action'],
  unignore: ['ignored'],
}

describe.each(Object.entries(allowed) as [InvoiceAction, InvoiceState[]][])('to %s an invoice', (action, from) => {
  it.each(states)('is as possible as the table says while it is %s', (state) => {
    expect(isAllowed(action, state)).toBe(from.includes(state))
  })

  it('starts from the same states in the one statement that carries it out', () => {
    expect(statesFor(action)).toEqual(from)
  })
})

describe('what is being booked, or was', () => {
  it.each(['processing', 'booked'] as const)('is out of a person’s reach: %s', (state) => {
    for (const action of ['offer', 'ignore', 'unignore'] as const) expect(isAllowed(action, state)).toBe(false)
  })
})

describe('a list of states', () => {
  it('is the caller’s own: changing it changes no rule', () => {
    statesFor('offer').push('booked')
    expect(isAllowed('offer', 'booked')).toBe(false)
  })
})
