import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const SOURCE = join(import.meta.dirname, '..')
/** What adds the texts of a part that does not come with the first page: `addTexts({ part: … })`. */
const ADDS = /addTexts\(\{([^}]*)\}\)/
const PARTS = ['explore', 'prepareDialog', 'recipes', 'settings', 'studio', 'texts', 'watch']

const read = (path: string): string => readFileSync(path, 'utf8')
const withExtension = (path: string): string | undefined => ['.ts', '.tsx'].map((extension) => path + extension).find((file) => existsSync(file))

function importsOf(path: string): string[] {
  const names = [...read(path).matchAll(/(?<!import type [^\n]*)(?:from |import |import\()'(\.[^']+)'/g)].map(([, name = '']) => name)
  return names.flatMap((name) => withExtension(resolve(dirname(path), name)) ?? [])
}

const adds = (path: string, part: string): boolean => new RegExp(`\\b${part}:`).test(ADDS.exec(read(path))?.[1] ?? '')

/** Every module that can run before the texts of this part are there. */
function beforeTextsOf(part: string): Set<string> {
  const seen = new Set<string>()
  const look = (path: string): void => {
    if (seen.has(path) || [path, ...importsOf(path)].some((file) => adds(file, part))) return
    seen.add(path)
    importsOf(path).forEach(look)
  }
  look(join(SOURCE, 'main.tsx'))
  return seen
}

describe('texts that come with a page of their own', () => {
  it.each(PARTS)('of %s are there wherever they are used', (part) => {
    const before = [...beforeTextsOf(part)]
    expect(before.length).toBeGreaterThan(50)
    const key = new RegExp(`['"\`]${part}\\.[a-z]`)
    expect(before.filter((path) => key.test(read(path))).map((path) => path.slice(SOURCE.length + 1))).toEqual([])
  })
})
