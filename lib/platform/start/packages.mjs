// @ts-check
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean, devOptional?: boolean }> }} LockFile */

/**
 * Whether node_modules holds what package-lock.json asks for, by the list that npm leaves there as its last act: an
 * install that was cut off has none. What a lock file calls optional may be missing on this kind of machine.
 * @param {string} root
 */
export const isInstalled = (root) => {
  const present = readLockFile(join(root, 'node_modules/.package-lock.json'))
  if (!present) return false
  const wanted = readLockFile(join(root, 'package-lock.json'))
  if (!wanted) throw new Error(`package-lock.json is missing in ${root}`)
  return Object.entries(wanted.packages).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || present.packages[path]?.version === version,
  )
}

/**
 * @param {string} path
 * @returns {LockFile | null}
 */
const readLockFile = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
