/**
 * The mix and the zip against the usual tools on the same files: `npx electron-vite build && npx tsx bench/mixdown.ts [seconds] [stems]`.
 * The mix is made by the built audio threads, started anew each time. Interleaved pairs in memory; medians. Needs ffmpeg and zip on the
 * path; what is missing is left out.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { createWriter } from '../src/codecs/createWriter'
import { createExportControl } from '../src/main/audio/exportControl'
import { exportCopy } from '../src/main/audio/exportCopy'
import { createWorkerPool } from '../src/main/audio/workerPool'
import type { AudioTask } from '../src/main/audio/tasks'
import { zipFiles } from '../src/main/audio/zipFiles'
import type { OutputFormat } from '../src/codecs/types'

const [seconds = 300, stemCount = 4] = process.argv.slice(2).map(Number)
const ROUNDS = 7
const RATE_HZ = 44_100
const frames = seconds * RATE_HZ

const folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'bench-mixdown-'))
const path = (name: string): string => join(folder, name)
const has = (program: string): boolean => spawnSync(program, ['-version'], { stdio: 'ignore' }).error === undefined

interface Cost {
  readonly wallMs: number
  readonly cpuMs: number
}

async function writeStem(index: number, format: OutputFormat): Promise<string> {
  const file = path(`${index}.${format.replace(/\d.*/, '')}`)
  const writer = await createWriter(file, format, { sampleRateHz: RATE_HZ, channels: 2 })
  const block = 1 << 16
  for (let from = 0; from < frames; from += block) {
    const count = Math.min(block, frames - from)
    await writer.write([0, 1].map((channel) => Float32Array.from({ length: count }, (_, at) =>
      (0.8 / stemCount) * (0.9 * Math.sin((from + at) * (0.01 + 0.007 * index + 0.002 * channel)) + 0.1 * (Math.random() - 0.5)))))
  }
  await writer.finish()
  return file
}

/** As the app does it, with the threads' start and end; without what this program itself was started with. */
async function inThreads(task: AudioTask): Promise<void> {
  const pool = createWorkerPool({ createWorker: () => new Worker(join(import.meta.dirname, '../out/main/audioWorker.js'), { execArgv: [] }), size: 1 })
  try {
    await pool.run(task)
  } finally {
    await pool.dispose()
  }
}

async function measure(work: () => Promise<unknown>): Promise<Cost> {
  const cpu = process.cpuUsage()
  const began = performance.now()
  await work()
  const { user, system } = process.cpuUsage(cpu)
  return { wallMs: performance.now() - began, cpuMs: (user + system) / 1000 }
}

/** A program's own wall and processor time, as the shell's `time` counts it. */
function measureProgram(program: string, args: readonly string[]): Cost {
  const { stderr, status } = spawnSync('bash', ['-c', 'TIMEFORMAT="%R %U %S"; time "$0" "$@" >/dev/null 2>&1', program, ...args], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} failed`)
  const [wall = 0, user = 0, system = 0] = stderr.trim().split(/\s+/).map(Number)
  return { wallMs: wall * 1000, cpuMs: (user + system) * 1000 }
}

const median = (values: readonly number[]): number => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN

async function compare(title: string, ours: () => Promise<unknown>, theirs: (() => Cost) | null, theirName: string): Promise<void> {
  const [own, other]: [Cost[], Cost[]] = [[], []]
  for (let round = 0; round <= ROUNDS; round += 1) {
    const cost = await measure(ours)
    const peer = theirs?.()
    if (round === 0) continue // the first warms up
    own.push(cost)
    if (peer !== undefined) other.push(peer)
  }
  const [wall, cpu] = [median(own.map(({ wallMs }) => wallMs)), median(own.map(({ cpuMs }) => cpuMs))]
  const line = `${title.padEnd(34)} unbraid ${wall.toFixed(0).padStart(6)} ms (cpu ${cpu.toFixed(0).padStart(6)})`
  if (theirs === null) return console.log(`${line}   ${theirName} is not here`)
  const [theirWall, theirCpu] = [median(other.map(({ wallMs }) => wallMs)), median(other.map(({ cpuMs }) => cpuMs))]
  console.log(`${line}   ${theirName} ${theirWall.toFixed(0).padStart(6)} ms (cpu ${theirCpu.toFixed(0).padStart(6)})   ratio ${(wall / theirWall).toFixed(2)}`)
}

try {
  console.log(`${stemCount} stems of ${seconds} s, ${availableParallelism()} processors, median of ${ROUNDS}`)
  const CASES = [
    ['wav16', 'wav16', 'pcm_s16le', 1], ['wav16', 'wav16', 'pcm_s16le', 0.7], ['wav24', 'wav16', 'pcm_s16le', 1],
    ['wav16', 'wav32f', 'pcm_f32le', 1], ['flac16', 'wav16', 'pcm_s16le', 1], ['flac16', 'wav16', 'pcm_s16le', 0.7]
  ] as const
  for (const [format, out, codec, gain] of CASES) {
    const stems = await Promise.all(Array.from({ length: stemCount }, (_, index) => writeStem(index, format)))
    const render = () => inThreads({
      kind: 'export',
      inputs: stems.map((file) => ({ path: file, left: gain, right: gain })),
      layout: 'mix', session: { sampleRateHz: RATE_HZ, frames }, range: null, format: out, mayClip: true, path: path('ours.wav'), control: createExportControl()
    })
    const amix = ['-y', '-nostdin', ...stems.flatMap((file) => ['-i', file]), '-filter_complex', `amix=inputs=${stemCount}:normalize=0:weights=${stems.map(() => gain).join(' ')}`, '-c:a', codec, path('theirs.wav')]
    await compare(`mix of ${format}${gain === 1 ? '' : ` times ${gain}`} as ${out}`, render, has('ffmpeg') ? () => measureProgram('ffmpeg', amix) : null, 'ffmpeg amix')
    await Promise.all(stems.map((file) => rm(file)))
  }
  const stems = await Promise.all(Array.from({ length: stemCount }, (_, index) => writeStem(index, 'wav16')))
  const wholeBytes = (await Promise.all(stems.map((file) => stat(file)))).reduce((sum, { size }) => sum + size, 0)
  const zip = async (): Promise<void> => {
    await rm(path('ours.zip'), { force: true })
    await zipFiles({ files: stems.map((file, index) => ({ path: file, name: `${index}.wav` })), path: path('ours.zip'), control: createExportControl() })
  }
  const store = (): Cost => {
    spawnSync('rm', ['-f', path('theirs.zip')])
    return measureProgram('zip', ['-0', '-j', path('theirs.zip'), ...stems])
  }
  await compare(`zip of ${Math.round(wholeBytes / 1e6)} MB`, zip, has('zip') ? store : null, 'zip -0')
  const copy = async (): Promise<void> => {
    await rm(path('copy.wav'), { force: true })
    await exportCopy({ from: stems[0] ?? '', path: path('copy.wav'), control: createExportControl() })
  }
  await compare('copy of one stem', copy, () => measureProgram('cp', [stems[0] ?? '', path('their-copy.wav')]), 'cp')
} finally {
  await rm(folder, { recursive: true, force: true })
}
