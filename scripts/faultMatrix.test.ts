import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')
const ROWS = 68
const NO_TEST = /^(does not apply|not testable here)/

interface Row {
  readonly number: number
  readonly tests: string
  readonly result: string
  readonly files: readonly string[]
}

const rows: readonly Row[] = readFileSync(join(ROOT, 'docs', 'fault-matrix.md'), 'utf8').split('\n').flatMap((line) => {
  const [, number = '', , tests = '', result = ''] = line.split('|').map((cell) => cell.trim())
  if (!/^\d+$/.test(number)) return []
  return [{ number: Number(number), tests, result, files: [...tests.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '') }]
})

/** The rows of the matrix a test file names: `A7-31`, `A7 row 31`, `A7 rows 22 to 25, 27`. */
function rowsNamedIn(text: string): ReadonlySet<number> {
  const named = new Set([...text.matchAll(/A7-(\d+)/g)].map((match) => Number(match[1])))
  for (const [, list = ''] of text.matchAll(/A7 rows? (\d+(?:(?:, | and | to )\d+)*)/g)) {
    for (const [, from, to] of list.matchAll(/(\d+)(?: to (\d+))?/g)) {
      for (let number = Number(from); number <= Number(to ?? from); number += 1) named.add(number)
    }
  }
  return named
}

it('the fault matrix has every row once, in order, with a result', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: ROWS }, (_each, index) => index + 1))
  expect(rows.filter(({ result }) => result === '' || /TODO|\?\?/.test(result))).toEqual([])
})

it.each(rows)('row $number of the fault matrix names tests that are there and carry its number, or says why there is none', ({ number, tests, files }) => {
  if (NO_TEST.test(tests)) return
  expect(files).not.toEqual([])
  for (const file of files) {
    expect(existsSync(join(ROOT, file)), file).toBe(true)
    expect([file, rowsNamedIn(readFileSync(join(ROOT, file), 'utf8')).has(number)]).toEqual([file, true])
  }
})
