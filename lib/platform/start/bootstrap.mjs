// @ts-check
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isInstalled } from './packages.mjs'

// Plain JavaScript with nothing but Node's own modules: this is what runs before there is a node_modules.

const root = fileURLToPath(new URL('../../../', import.meta.url))
const oldestNode = [20, 19]

/** @param {string} line */
const refuse = (line) => {
  console.error(line)
  process.exitCode = 1
  return false
}

const isNodeRecent = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
}

const isWritable = () => {
  try {
    accessSync(root, constants.W_OK)
    return true
  } catch {
    return false
  }
}

const install = () => {
  // The npm that started us, so that a machine with several uses one of them throughout.
  const npm = process.env.npm_execpath
  const flags = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const options = /** @type {const} */ ({ cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...flags], options)
    : spawnSync('npm', flags, { ...options, shell: process.platform === 'win32' })
  return status === 0 && isInstalled(root)
}

/**
 * Makes what follows possible on a fresh machine: the right Node, the packages of the lock file, and TypeScript loaded
 * as it is. Says in one line what is wrong, and answers false, where that cannot be had.
 * @param {{ mayInstall?: boolean }} [options]
 */
export const bootstrap = async ({ mayInstall = true } = {}) => {
  process.chdir(root)
  if (!isNodeRecent())
    return refuse(
      `Node ${oldestNode.join('.')} of nieuwer is nodig; dit is ${process.versions.node}. Zie https://nodejs.org`,
    )
  if (!isInstalled(root)) {
    if (!mayInstall)
      return refuse('De onderdelen in node_modules passen niet bij package-lock.json. Voer eerst uit: npm ci')
    if (!isWritable()) return refuse(`De map ${root} is niet beschrijfbaar: kies een map waarin je mag schrijven.`)
    console.log('Onderdelen installeren (eenmalig, enkele minuten) …')
    if (!install()) return refuse('Het installeren van de onderdelen is mislukt; de melding van npm staat hierboven.')
  }
  const { register } = await import('tsx/esm/api')
  register()
  return true
}
