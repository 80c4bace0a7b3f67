import { readdirSync, readFileSync } from 'node:fs'

const folders = ['app', 'components', 'lib/i18n']

/** Objects of sentences that are looked up by a value at run time. */
const lookedUp = [/^connectors\./]

const sources = (): string[] =>
  folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.includes('test'))
      .map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
  )

const escape = (text: string) => text.replaceAll(/[.\\^$*+?()[\]{}|-]/g, String.raw`\$&`)

/** A key as it stands in the source: a `${…}` in it may be anything but the end of a level. */
const toPattern = (namespace: string, key: string): RegExp => {
  const full = namespace === '' ? key : `${namespace}.${key}`
  const parts = full.split(/\$\{[^}]*\}/).map(escape)
  return new RegExp(`^${parts.join('[^.]+')}$`)
}

const literal = /(['`])((?:(?!\1).)+)\1/

/** The translators of a file: a variable or a direct call, with the namespace that each speaks in. */
const usesIn = (source: string): RegExp[] => {
  const namespaces = [...source.matchAll(/(?:use|get)Translations\((?:'([^']+)')?\)|namespace: '([^']+)'/g)].map(
    ([, one, other]) => one ?? other ?? '',
  )
  if (namespaces.length === 0) return []
  const calls = [
    ...source.matchAll(/\b(?:t|translate)\(\s*([^)]*)/g),
    ...source.matchAll(/Translations\('[^']+'\)\)?\(([^)]*)/g),
  ]
  const keys = calls.flatMap(([, given = '']) =>
    [...given.matchAll(new RegExp(literal, 'g'))].map(([, , key]) => key ?? ''),
  )
  // A bare variable as key stands for any key of its namespace, one level down.
  const variables = calls.filter(([, given = '']) => /^\w+\b/.test(given)).map(() => '${any}')
  return namespaces.flatMap((namespace) => [...keys, ...variables].map((key) => toPattern(namespace, key)))
}

/** Every way in which the source asks for a sentence. */
export const findUses = (): RegExp[] => [...sources().flatMap(usesIn), ...lookedUp]

export const isUsed = (uses: readonly RegExp[], key: string): boolean => uses.some((use) => use.test(key))
