import { readFile, writeFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { openAudio } from '../open'
import { probeAudio } from '../probe'
import { toneWithClick, useTempDirectory, writeAll } from '../testSupport'

const inTemp = useTempDirectory()
let piped = Buffer.alloc(0)
beforeAll(async () => {
  await writeAll(inTemp('made.flac'), 'flac16', 44_100, toneWithClick(500_123, 100, 2))
  piped = await readFile(inTemp('made.flac'))
  // An encoder that writes into a pipe cannot come back to fill in the number of frames.
  piped[21] = (piped[21] ?? 0) & 0xf0
  piped.fill(0, 22, 26)
})
const framesIn = async (bytes: Uint8Array): Promise<number | undefined> => {
  await writeFile(inTemp('x.flac'), bytes)
  const reader = await openAudio(inTemp('x.flac'))
  await reader.close()
  return reader.frames
}

describe('a FLAC file that does not tell its length', () => {
  it('is as long as its last frame says', async () => {
    expect(await framesIn(piped)).toBe(500_123)
    expect((await probeAudio(inTemp('x.flac'))).durationSeconds).toBe(500_123 / 44_100)
  })

  it('may have tags behind its sound', async () => {
    expect(await framesIn(Buffer.concat([piped, Buffer.from('TAG'), Buffer.alloc(125)]))).toBe(500_123)
  })

  it('tells nothing by its end when that is broken', async () => {
    const broken = Buffer.from(piped)
    broken[broken.length - 40] = (broken[broken.length - 40] ?? 0) ^ 1
    expect(await framesIn(broken)).toBeUndefined()
    expect(await framesIn(piped.subarray(0, piped.length - 5))).toBeUndefined()
  })

  it('made to waste time is given up soon', async () => {
    // Headers with a right checksum and nothing behind, everywhere.
    const bait = Buffer.from([0xff, 0xf8, 0xc9, 0x18, 0x00, 0xc2])
    const hostile = Buffer.concat([piped.subarray(0, 42), ...Array.from({ length: 80_000 }, () => bait)])
    const startedMs = performance.now()
    expect(await framesIn(hostile)).toBeUndefined()
    expect(performance.now() - startedMs).toBeLessThan(2_000)
  })
})
