import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWriter } from '../../codecs/createWriter'
import type { AudioWriter } from '../../codecs/types'
import { silentLog } from '../log/log'
import { decodeStem } from './decodeStem'
import { TaskError, type AudioResults, type AudioTask, type DecodeNews, type WrittenResult } from './tasks'
import type { WorkerPool } from './workerPool'

const RATE = 44_100
const FRAMES = 50_000
const valueAt = (frame: number) => Math.fround(frame / FRAMES)

let folder = ''
let recorded: WrittenResult[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-growing-'))
  recorded = []
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A decoder whose pace the test sets. */
async function createPacedPool({ isLengthKnown = true } = {}) {
  const path = join(folder, '0.wav')
  const writer: AudioWriter = await createWriter(`${path}.part`, 'wav32f', { sampleRateHz: RATE, channels: 1 })
  let written = 0
  let settle: { resolve: (result: WrittenResult) => void; reject: (error: Error) => void } | undefined
  let tell: ((news: DecodeNews) => void) | undefined
  const pool: WorkerPool = {
    run<Task extends AudioTask>(_task: Task, onNews?: (news: DecodeNews) => void) {
      tell = onNews
      const made = new Promise<WrittenResult>((resolve, reject) => { settle = { resolve, reject } })
      return made as Promise<AudioResults[Task['kind']]>
    },
    dispose: () => Promise.resolve()
  }
  return {
    start: () =>
      decodeStem({ pool, log: silentLog }, { kind: 'decode', path: join(folder, 'a.mp3'), sampleRateHz: RATE, pcmPath: path, peaksPath: '' }, async (made) => {
        recorded.push(made)
      }),
    async write(count: number, isTold = true) {
      await writer.write([Float32Array.from({ length: count }, (_, at) => valueAt(written + at))])
      written += count
      if (isTold) tell?.({ channels: 1, sampleRateHz: RATE, sampleFormat: 'f32', frames: isLengthKnown ? FRAMES : undefined, writtenFrames: written })
    },
    async finish() {
      await writer.finish()
      await rename(`${path}.part`, path)
      settle?.resolve({ frames: written, channels: 1, pcmBytes: 1, peaksBytes: 1, outline: new Uint8Array() })
    },
    async fail(code: string) {
      await writer.abort()
      settle?.reject(new TaskError(code, 'it broke'))
    }
  }
}

const expected = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => valueAt(from + at))
const isSettled = async (work: Promise<unknown>): Promise<boolean> => {
  const before = Symbol()
  await new Promise(setImmediate)
  return (await Promise.race([work.then(() => true, () => true), Promise.resolve(before)])) !== before
}

describe('a stem that is being decoded', () => {
  it('can be heard from its beginning at once, and further on as soon as that is there', async () => {
    const decoder = await createPacedPool()
    const starting = decoder.start()
    await decoder.write(10_000)
    const { pcm, done } = await starting
    expect(pcm).toMatchObject({ channels: 1, frames: FRAMES })
    expect([...(await pcm.read(9_000, 1_000))]).toEqual(expected(9_000, 10_000))
    const further = pcm.read(19_900, 200)
    expect(await isSettled(further)).toBe(false)
    await decoder.write(10_000)
    expect(await isSettled(further)).toBe(false)
    await decoder.write(1_000)
    expect([...(await further)]).toEqual(expected(19_900, 20_100))
    await decoder.write(29_000, false)
    const last = pcm.read(49_000, 5_000)
    await decoder.finish()
    expect([...(await last)]).toEqual(expected(49_000, FRAMES))
    await done
    expect(recorded).toHaveLength(1)
    await pcm.close()
  })

  it('is silent after the point where its file breaks off', async () => {
    const decoder = await createPacedPool()
    const starting = decoder.start()
    await decoder.write(10_000)
    const { pcm, done } = await starting
    const beyond = pcm.read(9_990, 20)
    await decoder.fail('damaged')
    expect([...(await beyond)]).toEqual(expected(9_990, 10_000))
    expect(await pcm.read(20_000, 10)).toHaveLength(0)
    await expect(done).rejects.toMatchObject({ code: 'damaged' })
    expect(recorded).toEqual([])
    await pcm.close()
  })

  it('cannot be read where the cache had no room for it', async () => {
    const decoder = await createPacedPool()
    const starting = decoder.start()
    await decoder.write(10_000)
    const { pcm, done } = await starting
    await decoder.fail('ENOSPC')
    await expect(pcm.read(20_000, 10)).rejects.toMatchObject({ code: 'ENOSPC' })
    await expect(done).rejects.toThrow()
    await pcm.close()
  })

  it('is told to be broken when nothing of it can be heard', async () => {
    const decoder = await createPacedPool()
    const starting = decoder.start()
    const outcome = expect(starting).rejects.toMatchObject({ code: 'damaged' })
    await decoder.fail('damaged')
    await outcome
  })

  it('is waited for when nothing but its end tells its length', async () => {
    const decoder = await createPacedPool({ isLengthKnown: false })
    const starting = decoder.start()
    await decoder.write(FRAMES)
    expect(await isSettled(starting)).toBe(false)
    await decoder.finish()
    const { pcm } = await starting
    expect(pcm.frames).toBe(FRAMES)
    await pcm.close()
  })
})
