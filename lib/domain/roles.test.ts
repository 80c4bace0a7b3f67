import { expect, it } from 'vitest'
import { can, roles } from './roles'

it('everybody in a workspace may look, and only its owner decides who else is in it', () => {
  expect(roles.filter((role) => can(role, 'look'))).toEqual([...roles])
  expect(roles.filter((role) => can(role, 'manage-people'))).toEqual(['owner'])
  expect(roles.filter((role) => can(role, 'read-audit-log'))).toEqual(['owner'])
})

it('a viewer changes nothing', () => {
  for (const permission of ['process-invoices', 'manage-combis', 'manage-people'] as const)
    expect(can('viewer', permission)).toBe(false)
})
