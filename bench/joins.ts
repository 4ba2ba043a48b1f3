/**
 * How far stems that were joined from parts are from stems of the whole song, near the cuts and elsewhere:
 *   npx tsx bench/joins.ts
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWriter } from '../src/codecs/createWriter'
import { openAudio } from '../src/codecs/open'
import { renderSampleSong } from '../src/local-service/sample/renderSampleSong'
import { separationMethods } from '../src/local-service/separation/registry'
import { separate } from '../src/local-service/separation/separate'
import type { SeparationMethod } from '../src/local-service/separation/types'
import { createExportControl } from '../src/main/audio/exportControl'
import { findCuts } from '../src/main/audio/parts/findCuts'
import { joinParts } from '../src/main/audio/parts/joinParts'
import { writeParts } from '../src/main/audio/parts/writeParts'

const TIMES = 4
const MOST_SECONDS = 60
const NEAR_SECONDS = 0.05

const folder = await mkdtemp(join(tmpdir(), 'unbraid-joins-'))
const control = createExportControl()

async function separateFile(method: SeparationMethod, path: string, name: string): Promise<string[]> {
  const reader = await openAudio(path)
  const { sampleRateHz, channels } = reader
  const separator = method.create({ sampleRateHz, channels }, {})
  const writers = new Map<number, Awaited<ReturnType<typeof createWriter>>>()
  const stemPath = (index: number): string => join(folder, `${name}-${index}.wav`)
  for await (const stems of separate(separator, reader.blocks())) {
    for (const [index, block] of stems.entries()) {
      const writer = writers.get(index) ?? (await createWriter(stemPath(index), 'wav32f', { sampleRateHz, channels }))
      writers.set(index, writer)
      await writer.write(block)
    }
  }
  for (const writer of writers.values()) await writer.finish()
  await reader.close()
  return [...writers.keys()].sort((one, other) => one - other).map(stemPath)
}

async function readLeft(path: string): Promise<Float32Array> {
  const reader = await openAudio(path)
  const samples = new Float32Array(reader.frames ?? 0)
  let at = 0
  for await (const [left] of reader.blocks()) {
    if (left === undefined) continue
    samples.set(left, at)
    at += left.length
  }
  await reader.close()
  return samples
}

const decibels = (sum: number, count: number): string => (sum === 0 ? 'none' : `${(10 * Math.log10(sum / Math.max(1, count))).toFixed(1)} dBFS`)

const { mix, sampleRateHz } = renderSampleSong()
const song = join(folder, 'song.wav')
const writer = await createWriter(song, 'wav16', { sampleRateHz, channels: mix.length })
for (let time = 0; time < TIMES; time += 1) await writer.write(mix)
await writer.finish()
const plan = await findCuts({ path: song, maxSeconds: MOST_SECONDS, maxBytes: 1e9, control })
const partPaths = [0, ...plan.cuts].map((_, index) => join(folder, `part-${index}.flac`))
await writeParts({ path: song, plan, partPaths, control })
console.log(`${(plan.frames / sampleRateHz).toFixed(1)} s in ${partPaths.length} parts, cut at ${plan.cuts.map((cut) => (cut / sampleRateHz).toFixed(2)).join(', ')} s`)

/** What is left of one file once the other is taken away: near the cuts, in the fades, and elsewhere. */
async function compare(name: string, joinedPath: string, wholePath: string): Promise<void> {
  const [joined, whole] = [await readLeft(joinedPath), await readLeft(wholePath)]
  const sums = { near: [0, 0], elsewhere: [0, 0] }
  let worst = 0
  whole.forEach((sample, frame) => {
    const isNear = plan.cuts.some((cut) => Math.abs(frame - cut) <= NEAR_SECONDS * sampleRateHz)
    const error = (joined[frame] ?? 0) - sample
    const sum = isNear ? sums.near : sums.elsewhere
    sum[0] = (sum[0] ?? 0) + error * error
    sum[1] = (sum[1] ?? 0) + 1
    if (isNear) worst = Math.max(worst, Math.abs(error))
  })
  const words = ({ 0: sum = 0, 1: count = 0 }: readonly number[]): string => decibels(sum, count)
  console.log(`${name}: within 50 ms of a cut ${words(sums.near)} (largest ${worst.toExponential(1)}), elsewhere ${words(sums.elsewhere)}`)
}

await joinParts({ paths: partPaths, song: plan, format: 'wav32f', path: join(folder, 'joined.wav'), control })
await compare('the song itself', join(folder, 'joined.wav'), song)
for (const method of separationMethods) {
  const whole = await separateFile(method, song, 'whole')
  const parts = await Promise.all(partPaths.map((path, index) => separateFile(method, path, `of-${index}`)))
  for (const [stem, wholePath] of whole.entries()) {
    await joinParts({ paths: parts.map((paths) => paths[stem] ?? ''), song: plan, format: 'wav32f', path: join(folder, 'joined.wav'), control })
    await compare(`${method.id}, stem ${stem + 1}`, join(folder, 'joined.wav'), wholePath)
  }
}
await rm(folder, { recursive: true, force: true })
