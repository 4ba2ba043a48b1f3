import { copyFile, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWriter } from '../../codecs/createWriter'
import { isReadableResult } from './checkResult'

const FIXTURES = join(import.meta.dirname, '../../codecs/__fixtures__')
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-check-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function written(name: string, format: 'wav16' | 'flac16' | 'mp3'): Promise<string> {
  const path = join(folder, name)
  const writer = await createWriter(path, format, { sampleRateHz: 44_100, channels: 2 })
  const tone = Float32Array.from({ length: 44_100 }, (_, at) => Math.sin(at / 20) / 2)
  await writer.write([tone, tone])
  await writer.finish()
  return path
}
/** The same length, another beginning. */
async function flip(path: string): Promise<string> {
  const file = await open(path, 'r+')
  const { buffer } = await file.read(Buffer.alloc(4_096), 0, 4_096, 0)
  await file.write(buffer.map((byte) => byte ^ 0x55), 0, 4_096, 0)
  await file.close()
  return path
}

describe('a result that is here whole (A7 row 55)', () => {
  it.each(['wav16', 'flac16'] as const)('can be read as %s, and not with its beginning flipped', async (format) => {
    const path = await written(`a.${format.slice(0, -2)}`, format)
    expect(await isReadableResult(path)).toBe(true)
    expect(await isReadableResult(await flip(path))).toBe(false)
  })

  it('can be read as m4a, and not with its beginning flipped', async () => {
    const path = join(folder, 'a.m4a')
    await copyFile(join(FIXTURES, 'tone.m4a'), path)
    expect(await isReadableResult(path)).toBe(true)
    expect(await isReadableResult(await flip(path))).toBe(false)
  })

  it('can be read as mp3, and not when it is something else', async () => {
    expect(await isReadableResult(await written('a.mp3', 'mp3'))).toBe(true)
    await writeFile(join(folder, 'b.mp3'), Buffer.alloc(10_000, 7))
    expect(await isReadableResult(join(folder, 'b.mp3'))).toBe(false)
  })

  it('is not looked into when it is no sound', async () => {
    await writeFile(join(folder, 'a.mid'), 'MThd')
    expect(await isReadableResult(join(folder, 'a.mid'))).toBe(true)
  })
})
