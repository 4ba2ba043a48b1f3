/**
 * What splitting an hour of stereo into parts of ten minutes and joining a stem of them costs in time and memory:
 *   npx tsx bench/longParts.ts [hours]
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWriter } from '../src/codecs/createWriter'
import { openAudio } from '../src/codecs/open'
import { renderSampleSong } from '../src/local-service/sample/renderSampleSong'
import { createExportControl } from '../src/main/audio/exportControl'
import { findCuts } from '../src/main/audio/parts/findCuts'
import { joinParts } from '../src/main/audio/parts/joinParts'
import { writeParts } from '../src/main/audio/parts/writeParts'

const HOURS = Number(process.argv[2] ?? 1)
const PART_SECONDS = 600
const MEBIBYTE = 2 ** 20

const folder = await mkdtemp(join(tmpdir(), 'unbraid-long-'))
const control = createExportControl()
let mostBytes = 0
const watch = setInterval(() => { mostBytes = Math.max(mostBytes, process.memoryUsage.rss()) }, 50)

async function measure<T>(what: string, work: () => Promise<T>): Promise<T> {
  mostBytes = process.memoryUsage.rss()
  const [startedMs, before] = [performance.now(), mostBytes]
  const result = await work()
  console.log(`${what}: ${((performance.now() - startedMs) / 1000).toFixed(1)} s, memory at most +${((mostBytes - before) / MEBIBYTE).toFixed(0)} MiB`)
  return result
}

/** The samples in which two files differ, read side by side; a missing end counts. */
async function countDifferences(onePath: string, otherPath: string): Promise<number> {
  const [one, other] = [await openAudio(onePath), await openAudio(otherPath)]
  const others = other.blocks()[Symbol.asyncIterator]()
  let [differing, frames] = [0, 0]
  let rest: Float32Array = new Float32Array()
  const more = async (): Promise<Float32Array> => {
    const next: IteratorResult<readonly Float32Array[], unknown> = await others.next()
    return next.done === true ? Float32Array.of(Number.NaN) : (next.value[0]?.slice() ?? new Float32Array())
  }
  for await (const [left = new Float32Array()] of one.blocks()) {
    for (let at = 0; at < left.length; at += 1, frames += 1) {
      while (rest.length === 0) rest = await more()
      if (left[at] !== rest[0]) differing += 1
      rest = rest.subarray(1)
    }
  }
  differing += Math.abs((other.frames ?? 0) - frames)
  await Promise.all([one.close(), other.close()])
  return differing
}

try {
  const { mix, sampleRateHz } = renderSampleSong()
  const song = join(folder, 'song.wav')
  const writer = await createWriter(song, 'wav16', { sampleRateHz, channels: mix.length })
  for (let seconds = 0; seconds < HOURS * 3_600; seconds += (mix[0]?.length ?? sampleRateHz) / sampleRateHz) await writer.write(mix)
  await writer.finish()
  const plan = await measure('quiet points', () => findCuts({ path: song, maxSeconds: PART_SECONDS, maxBytes: 1e9, control }))
  const partPaths = [0, ...plan.cuts].map((_, index) => join(folder, `part-${index}.flac`))
  await measure(`${partPaths.length} parts written as FLAC`, () => writeParts({ path: song, plan, partPaths, control }))
  const joined = join(folder, 'joined.wav')
  await measure('joined again as WAV', () => joinParts({ paths: partPaths, song: plan, format: 'wav16', path: joined, control }))
  console.log(`${HOURS} h in and out: ${await countDifferences(joined, song)} samples differ`)
} finally {
  clearInterval(watch)
  await rm(folder, { recursive: true, force: true })
}
