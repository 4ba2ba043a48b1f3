import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { compileCore, CORE_FOLDERS, coreBytesPath } from './wasmCores'

it.each(CORE_FOLDERS)('what is kept compiled in %s is what its sources give', async (folder) => {
  expect(await readFile(coreBytesPath(folder), 'utf8')).toBe(await compileCore(folder))
})
