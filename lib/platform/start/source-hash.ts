import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorCode } from './start-error'

/** What `next build` reads; everything else may change without a new build. */
export const buildSources = [
  'app',
  'components',
  'inngest',
  'lib',
  'public',
  'prisma/schema',
  'next.config.ts',
  'postcss.config.mjs',
  'proxy.ts',
  'instrumentation.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

/** What `prisma generate` reads; the lock file tells the generator's version. */
export const clientSources = ['prisma/schema', 'prisma.config.ts', 'package-lock.json']

const isLeftOut = (path: string) =>
  /\.test\.tsx?$|\/testing[a-z-]*(\.ts|\/)|\/(sandbox|contract-suite|fixtures|conformance)\/|^lib\/platform\/start\/|\.md$/.test(
    path,
  )

/** A hash of these files and folders by name and content. One that does not exist counts as absent, not as an error. */
export const hashSources = (root: string, sources: readonly string[]): string => {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((source) => listFiles(root, source)).filter((path) => !isLeftOut(path)))
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0')
  return hash.digest('hex')
}

const listFiles = (root: string, source: string): string[] => {
  try {
    const entries = readdirSync(join(root, source), { withFileTypes: true })
    return entries
      .flatMap((entry) => {
        const path = `${source}/${entry.name}`
        return entry.isDirectory() ? listFiles(root, path) : [path]
      })
      .sort()
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return [source]
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}
