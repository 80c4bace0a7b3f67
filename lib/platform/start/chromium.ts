import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import type { Variables } from './env-file'
import { StartError } from './start-error'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The browser for the tests: the one that CHROMIUM_PATH names, the machine's own, or Playwright's; null for none. */
export const findChromium = ({ CHROMIUM_PATH, PATH }: Variables, playwrightsOwn: string): string | null => {
  if (CHROMIUM_PATH !== undefined) {
    if (!isExecutable(CHROMIUM_PATH)) throw new StartError(`CHROMIUM_PATH wijst geen programma aan: ${CHROMIUM_PATH}`)
    return CHROMIUM_PATH
  }
  const onPath = (PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onPath, playwrightsOwn].find(isExecutable) ?? null
}

/** @throws StartError when there is none and it may not, or cannot, be installed. */
export const requireChromium = (variables: Variables, { mayInstall }: { mayInstall: boolean }): string => {
  const found = findChromium(variables, chromium.executablePath())
  if (found !== null) return found
  if (!mayInstall)
    throw new StartError('Er is geen Chromium voor de browsertests: voer npm test uit, of zet CHROMIUM_PATH.')
  console.log('Chromium installeren (eenmalig) …')
  for (const [command, ...args] of installCommands()) {
    const { status } = spawnSync(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (status !== 0)
      throw new StartError(`Chromium is niet te installeren: ${[command, ...args].join(' ')} is mislukt.`)
  }
  const installed = findChromium(variables, chromium.executablePath())
  if (installed === null) throw new StartError('Chromium is geïnstalleerd, maar niet te vinden: zet CHROMIUM_PATH.')
  return installed
}

const installCommands = (): [string, ...string[]][] =>
  process.getuid?.() === 0 && existsSync('/etc/debian_version')
    ? [
        ['apt-get', 'update'],
        ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
      ]
    : [[process.execPath, 'node_modules/@playwright/test/cli.js', 'install', 'chromium']]

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
