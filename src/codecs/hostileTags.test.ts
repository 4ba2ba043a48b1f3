import { open, readFile } from 'node:fs/promises'
import { beforeAll, expect, it } from 'vitest'
import { probeAudio } from './probe'
import { fixture, toneWithClick, useTempDirectory, writeAll } from './testSupport'

const inTemp = useTempDirectory()
const MIB = 1024 * 1024
const LONGEST_MS = 2_000
const MOST_BYTES = 64 * MIB
let flac = Buffer.alloc(0)
let mp3 = Buffer.alloc(0)

beforeAll(async () => {
  await writeAll(inTemp('tone.flac'), 'flac16', 44_100, toneWithClick(44_100, 6000, 2))
  flac = await readFile(inTemp('tone.flac'))
  mp3 = await readFile(fixture('tone-vbr.mp3'))
})

/** Lays pieces one after another; a number is that many bytes of nothing, which cost no disk. */
async function lay(name: string, pieces: readonly (Buffer | number)[]): Promise<string> {
  const path = inTemp(name)
  const file = await open(path, 'w')
  let at = 0
  for (const piece of pieces) {
    if (typeof piece !== 'number') await file.write(piece, 0, piece.length, at)
    at += typeof piece === 'number' ? piece : piece.length
  }
  await file.truncate(at)
  await file.close()
  return path
}

/** The length found, within the time and the memory that looking at a file may take. */
async function probed(path: string): Promise<number | null> {
  // Code that is loaded once is not the file's doing.
  for (const tame of [inTemp('tone.flac'), fixture('tone-vbr.mp3')]) await probeAudio(tame)
  globalThis.gc?.()
  const [before, startedMs] = [process.memoryUsage(), performance.now()]
  const { durationSeconds } = await probeAudio(path)
  const after = process.memoryUsage()
  expect(performance.now() - startedMs).toBeLessThanOrEqual(LONGEST_MS)
  expect(after.rss - before.rss).toBeLessThanOrEqual(MOST_BYTES)
  return durationSeconds
}

const syncSafe = (bytes: number): number[] => [21, 14, 7, 0].map((shift) => (bytes >> shift) & 0x7f)
const id3 = (bytes: number): Buffer => Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, ...syncSafe(bytes)])
const frame = (id: string, bytes: number): Buffer => Buffer.concat([Buffer.from(id), Buffer.from(syncSafe(bytes)), Buffer.alloc(2)])

it('A7-59: an MP3 with a cover of 200 MB is looked at without reading the cover', async () => {
  const coverBytes = 200 * MIB
  const path = await lay('cover.mp3', [id3(coverBytes + 10), frame('APIC', coverBytes), coverBytes, mp3])
  expect(await probed(path)).toBeCloseTo((await probeAudio(fixture('tone-vbr.mp3'))).durationSeconds ?? 0, 2)
})

it('A7-59: an MP3 with ten thousand tags is looked at in time', async () => {
  const tag = Buffer.concat([frame('TXXX', 40), Buffer.alloc(40, 'x')])
  const tags = Buffer.concat(Array<Buffer>(10_000).fill(tag))
  const path = await lay('tags.mp3', [id3(tags.length), tags, mp3])
  expect(await probed(path)).toBeCloseTo((await probeAudio(fixture('tone-vbr.mp3'))).durationSeconds ?? 0, 2)
})

it('A7-59: a FLAC with ten thousand comments and pictures of 160 MB is looked at in time', async () => {
  const block = (type: number, bytes: number): Buffer => Buffer.from([type, (bytes >> 16) & 0xff, (bytes >> 8) & 0xff, bytes & 0xff])
  const comment = Buffer.concat([Buffer.from([10, 0, 0, 0]), Buffer.from('KEY=xxxxxx')])
  const count = Buffer.alloc(4)
  count.writeUInt32LE(10_000)
  const comments = Buffer.concat([Buffer.alloc(4), count, ...Array<Buffer>(10_000).fill(comment)])
  const pictureBytes = 16 * MIB - 1
  const pictures = Array.from({ length: 10 }, () => [block(6, pictureBytes), pictureBytes] as const).flat()
  // The stream's own description stays first and must no longer call itself the last block.
  const head = Buffer.from(flac.subarray(0, 42))
  const wasLast = (head[4] ?? 0) >= 0x80
  head[4] = 0
  const rest = wasLast ? [block(0x81, 8), Buffer.alloc(8), flac.subarray(42)] : [flac.subarray(42)]
  const path = await lay('pictures.flac', [head, block(4, comments.length), comments, ...pictures, ...rest])
  expect(await probed(path)).toBeCloseTo(1, 2)
})

it('A7-59: sizes that lie beyond the end of the file end in words, not in memory', async () => {
  const liar = await lay('liar.mp3', [id3(250 * MIB), frame('APIC', 249 * MIB), Buffer.alloc(1000, 1)])
  const startedMs = performance.now()
  await expect(probeAudio(liar)).rejects.toMatchObject({ code: expect.stringMatching(/notAudio|damaged/) as string })
  expect(performance.now() - startedMs).toBeLessThanOrEqual(LONGEST_MS)
})
