/**
 * How fast 500 dropped files are looked at, and how much of them is read: `npx tsx bench/probe.ts [files]`.
 * Four minutes each; WAV, FLAC and MP3 are our own, and where ffmpeg is installed also Ogg, M4A and VBR MP3 without any header.
 * Bytes are those Node asks the system for (Linux only).
 */
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWriter } from '../src/codecs/createWriter'
import { probeAudio } from '../src/codecs/probe'
import type { OutputFormat } from '../src/codecs/types'
import { createInputService } from '../src/main/inputs/inputService'

const FILES = Number(process.argv[2] ?? 500)
const SECONDS = 240
const SAMPLE_RATE_HZ = 44_100
const OWN: readonly (readonly [string, OutputFormat])[] = [['song.wav', 'wav16'], ['song.flac', 'flac16'], ['song.mp3', 'mp3']]
const BY_FFMPEG: readonly (readonly [string, string])[] = [
  ['vorbis.ogg', '-c:a libvorbis -q:a 4'], ['opus.ogg', '-c:a libopus -b:a 128k'], ['song.m4a', '-c:a aac -b:a 192k'],
  ['cbr, no header.mp3', '-b:a 192k -write_xing 0'], ['vbr, no header.mp3', '-q:a 2 -write_xing 0']
]

const readBytes = async (): Promise<number> => {
  const counters = await readFile('/proc/self/io', 'utf8').catch(() => '')
  return Number(/rchar: (\d+)/.exec(counters)?.[1] ?? Number.NaN)
}

const directory = await mkdtemp(join(tmpdir(), 'bench-probe-'))
try {
  const paths: string[] = []
  for (const [name, format] of OWN) {
    const writer = await createWriter(join(directory, name), format, { sampleRateHz: SAMPLE_RATE_HZ, channels: 2 })
    for (let second = 0; second < SECONDS; second += 1) {
      const tone = Float32Array.from({ length: SAMPLE_RATE_HZ }, (_, frame) => 0.3 * Math.sin(frame * 0.04) + 0.2 * (Math.random() - 0.5) * (second % 7))
      await writer.write([tone, tone])
    }
    await writer.finish()
    paths.push(join(directory, name))
  }
  for (const [name, options] of BY_FFMPEG) {
    const made = spawnSync('ffmpeg', ['-v', 'error', '-i', join(directory, 'song.wav'), ...options.split(' '), join(directory, name)])
    if (made.status === 0) paths.push(join(directory, name))
    else console.log(`(no ${name}: ffmpeg is not here)`)
  }

  console.log('file                      length s        read KiB of          ms')
  for (const path of paths) {
    await probeAudio(path) // the first one loads the code
    const [before, startMs] = [await readBytes(), performance.now()]
    const { durationSeconds } = await probeAudio(path)
    const [ms, bytes] = [performance.now() - startMs, (await readBytes()) - before]
    const { size } = await stat(path)
    console.log(
      path.slice(directory.length + 1).padEnd(22), durationSeconds?.toFixed(4).padStart(12),
      (bytes / 1024).toFixed(0).padStart(14), (size / 1024).toFixed(0).padStart(8), ms.toFixed(1).padStart(10)
    )
  }

  const dropped = Array.from({ length: FILES }, (_, index) => paths[index % paths.length] ?? '')
  const sizes = await Promise.all(dropped.map(async (path) => (await stat(path)).size))
  const [before, startMs] = [await readBytes(), performance.now()]
  const { added, refused } = await createInputService().add(dropped)
  const [ms, bytes] = [performance.now() - startMs, (await readBytes()) - before]
  const allBytes = sizes.reduce((sum, size) => sum + size, 0)
  console.log(
    `${added.length} files dropped at once (${refused.length} refused): ${ms.toFixed(0)} ms, ${(ms / FILES).toFixed(2)} ms a file, ` +
      `${(bytes / 2 ** 20).toFixed(0)} MiB read of ${(allBytes / 2 ** 20).toFixed(0)} MiB (${availableParallelism()} cores)`
  )
} finally {
  await rm(directory, { recursive: true, force: true })
}
