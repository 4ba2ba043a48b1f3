/**
 * How fast the Studio has something to draw of five minutes of stereo at 44.1 kHz: `npx tsx bench/peaks.ts`.
 * Beside it bbc/audiowaveform with the same resolution (-z 256 -b 16) in the same rounds, when it is installed; measured
 * with version 1.10.3 it took 140-160 ms for WAV, 420-480 ms for FLAC and 1320 ms for MP3.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createWriter } from '../src/codecs/createWriter'
import type { OutputFormat, PlanarBlock } from '../src/codecs/types'
import { runTask } from '../src/main/audio/runTask'
import { outlineOf, toPeakLevels } from '../src/renderer/src/audio/peakLevels'
import { parsePeaks } from '../src/renderer/src/audio/peaks'

const SECONDS = 300
const SAMPLE_RATE_HZ = 44_100
const FRAMES = SECONDS * SAMPLE_RATE_HZ
const BLOCK_FRAMES = 1 << 15
const ROUNDS = 9
const LANE_COLUMNS = 2_000
const run = promisify(execFile)

function synthesize(start: number): PlanarBlock {
  return [220, 277].map((hertz) =>
    Float32Array.from({ length: Math.min(BLOCK_FRAMES, FRAMES - start) }, (_, index) => {
      const phase = (2 * Math.PI * hertz * (start + index)) / SAMPLE_RATE_HZ
      return 0.3 * Math.sin(phase) + 0.2 * Math.sin(1.5 * phase) + 0.05 * (Math.random() - 0.5)
    })
  )
}

/** Median and least, in milliseconds. */
function toWords(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  return `${(sorted[Math.floor(sorted.length / 2)] ?? NaN).toFixed(1).padStart(8)} ms (least ${(sorted[0] ?? NaN).toFixed(1)})`
}

async function timed(work: () => Promise<unknown> | undefined): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function hasAudiowaveform(): Promise<boolean> {
  return run('audiowaveform', ['--version']).then(() => true, () => false)
}

const folder = await mkdtemp(join(tmpdir(), 'bench-peaks-'))
const inFolder = (name: string): string => join(folder, name)
try {
  const isThere = await hasAudiowaveform()
  if (!isThere) console.log('audiowaveform is not installed: its published figures stand at the top of this file')
  for (const [format, extension] of [['wav16', 'wav'], ['flac16', 'flac'], ['mp3', 'mp3']] as const satisfies readonly (readonly [OutputFormat, string])[]) {
    const path = inFolder(`song.${extension}`)
    const writer = await createWriter(path, format, { sampleRateHz: SAMPLE_RATE_HZ, channels: 2 })
    for (let start = 0; start < FRAMES; start += BLOCK_FRAMES) await writer.write(synthesize(start))
    await writer.finish()
    const own: number[] = []
    const peer: number[] = []
    for (let round = 0; round <= ROUNDS; round += 1) {
      const peaksPath = inFolder(`${format}.dat`)
      const ours = await timed(() => runTask(
        extension === 'wav'
          ? { kind: 'peaks', path, peaksPath }
          : { kind: 'decode', path, peaksPath, pcmPath: inFolder(`${format}.pcm.wav`), sampleRateHz: SAMPLE_RATE_HZ }
      ))
      const theirs = isThere ? await timed(() => run('audiowaveform', ['-i', path, '-o', inFolder('peer.dat'), '-z', '256', '-b', '16', '--split-channels'])) : 0
      if (round === 0) continue // the first warms up
      own.push(ours)
      if (isThere) peer.push(theirs)
    }
    const what = extension === 'wav' ? 'peaks' : 'peaks, and the decoded song on disk'
    console.log(`${format.padEnd(7)} ${toWords(own)}  ${what}${isThere ? `; audiowaveform ${toWords(peer)}` : ''}`)
  }
  const dat = await readFile(inFolder('wav16.dat'))
  const bytes = dat.buffer.slice(dat.byteOffset, dat.byteOffset + dat.byteLength)
  const reading: number[] = []
  const drawing: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const start = performance.now()
    const levels = toPeakLevels(parsePeaks(bytes))
    const read = performance.now()
    outlineOf(levels, { startFrame: 0, endFrame: FRAMES }, LANE_COLUMNS)
    if (round === 0) continue
    reading.push(read - start)
    drawing.push(performance.now() - read)
  }
  console.log(`window  ${toWords(reading)}  all zoom levels of one stem from its ${((await stat(inFolder('wav16.dat'))).size / 1_000).toFixed(0)} kB`)
  console.log(`window  ${toWords(drawing)}  the outline of one lane, ${LANE_COLUMNS} columns`)
} finally {
  await rm(folder, { recursive: true })
}
