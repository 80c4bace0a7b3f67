import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buildSources, clientSources, hashSources } from './source-hash'

/** Something made from sources, remade when they have changed since. `made` is what must exist of it. */
type Product = { sources: readonly string[]; stamp: string; made: string }

export const databaseClient: Product = {
  sources: clientSources,
  stamp: 'prisma/generated/source-hash',
  made: 'prisma/generated/client.ts',
}

export const productionBuild: Product = { sources: buildSources, stamp: '.next/source-hash', made: '.next/BUILD_ID' }

/** Makes it unless it is there for these very sources; the stamp comes last, so that a cut-off build counts as none. */
export const makeWhenStale = async (root: string, product: Product, make: () => Promise<void>): Promise<void> => {
  const stamp = join(root, product.stamp)
  const hash = hashSources(root, product.sources)
  const isFresh =
    existsSync(join(root, product.made)) && existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === hash
  if (isFresh) return
  await make()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, `${hash}\n`)
}
