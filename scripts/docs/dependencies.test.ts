import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')

/** The names in the first column of every table; a cell may hold several. */
function explained(): string[] {
  const rows = readFileSync(join(ROOT, 'docs', 'dependencies.md'), 'utf8').split('\n').filter((line) => line.startsWith('| '))
  return rows.map((row) => row.split('|')[1] ?? '').flatMap((cell) => cell.split(',')).map((name) => name.trim())
    .filter((name) => name !== 'library' && name !== '---')
}

function declared(): string[] {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, object>
  return Object.keys({ ...dependencies, ...devDependencies })
}

describe('docs/dependencies.md', () => {
  it('explains every library of package.json once, and no other', () => {
    expect(explained().sort()).toEqual(declared().sort())
  })
})
