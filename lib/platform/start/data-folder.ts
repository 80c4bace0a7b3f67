import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorCode, StartError } from './start-error'

/**
 * Makes the folder of the portal's own data and tries that it can be written.
 * @throws StartError when it cannot.
 */
export const openDataFolder = (folder: string): void => {
  const probe = join(folder, '.schrijfproef')
  try {
    mkdirSync(join(folder, 'logs'), { recursive: true })
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    throw new StartError(`De map ${folder} is niet beschrijfbaar (${errorCode(error) ?? String(error)}).`)
  }
}
