/**
 * How much faster than real time each separation method works, on one core:
 *   npx tsx bench/separation.ts
 */
import type { AudioFormat, PlanarBlock } from '../src/codecs/types'
import { renderSampleSong } from '../src/local-service/sample/renderSampleSong'
import { separationMethods } from '../src/local-service/separation/registry'
import type { SeparationMethod } from '../src/local-service/separation/types'

const BLOCK_FRAMES = 8192
const RUNS = 3

const { mix, sampleRateHz } = renderSampleSong()
const mono = mix.slice(0, 1)
const songSeconds = (mix[0]?.length ?? 0) / sampleRateHz

function runSeconds(method: SeparationMethod, format: AudioFormat, song: PlanarBlock): number {
  const separator = method.create(format, {})
  const frames = song[0]?.length ?? 0
  const startMs = performance.now()
  for (let start = 0; start < frames; start += BLOCK_FRAMES) {
    separator.push(song.map((samples) => samples.subarray(start, start + BLOCK_FRAMES)))
  }
  separator.finish()
  return (performance.now() - startMs) / 1000
}

for (const method of separationMethods) {
  for (const song of [mix, mono]) {
    if (song.length === 1 && method.id === 'mid-side') continue
    const format = { sampleRateHz, channels: song.length }
    const runs = Array.from({ length: RUNS }, () => songSeconds / runSeconds(method, format, song))
    const median = runs.toSorted((first, second) => first - second)[Math.floor(RUNS / 2)] ?? 0
    const kind = song.length === 1 ? 'mono' : 'stereo'
    console.log(`${method.id}, ${kind}, ${sampleRateHz} Hz: ${median.toFixed(1)} times real time`)
  }
}
console.log(`memory of the process: ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`)
