import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readAll } from '../../codecs/testSupport'
import { createExportControl, stopExport } from './exportControl'
import { exportFile, type ExportTask } from './exportFile'
import { startTestWorker, toneAt, writeTone } from './testing/audioFiles'
import { toMix } from './testing/exportTasks'

const FRAMES = 200_003
let folder = ''
const inFolder = (name: string): string => join(folder, name)
const started: Worker[] = []
const ended: Worker[] = []
const startThread = (): Worker => {
  const thread = startTestWorker()
  started.push(thread)
  thread.once('exit', () => ended.push(thread))
  return thread
}
let stems: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-side-'))
  const kinds = [['a.flac', 'flac16', 44_100], ['b.flac', 'flac24', 44_100], ['c.flac', 'flac16', 22_050], ['d.mp3', 'mp3', 44_100], ['e.wav', 'wav16', 44_100]] as const
  stems = await Promise.all(kinds.map(([name, format, sampleRateHz], stem) =>
    writeTone(inFolder(name), { frames: FRAMES, format, sampleRateHz, sampleAt: (frame, channel) => toneAt(frame * (stem + 1), channel) / 6 })))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const render = (part: Partial<ExportTask>, start?: () => Worker): ReturnType<typeof exportFile> =>
  exportFile({ ...toMix(stems.map((path, index) => ({ path, left: 1, right: 1 - index / 10 })), FRAMES, inFolder('out')), ...part }, start)

describe('inputs that are decoded side by side', () => {
  it.each([[null], [{ startFrame: 70_001, endFrame: 150_007 }]])('give the same file to the bit (%o), and their threads end', async (range) => {
    await render({ range, path: inFolder('alone') })
    await render({ range, path: inFolder('together') }, startThread)
    expect((await readAll(inFolder('together'))).samples).toEqual((await readAll(inFolder('alone'))).samples)
    expect(started.length).toBeGreaterThan(0)
    expect(ended).toHaveLength(started.length)
  })

  it('end at once when the export is cancelled, leaving nothing', async () => {
    const control = createExportControl()
    const threads: Worker[] = []
    const rendering = render({ control, path: inFolder('stopped') }, () => {
      stopExport(control)
      threads.push(startThread())
      return threads.at(-1) ?? startThread()
    })
    await expect(rendering).rejects.toMatchObject({ code: 'cancelled' })
    expect(ended).toEqual(expect.arrayContaining(threads))
    expect(await readdir(folder)).not.toContain('stopped')
  })

  it('tell what is wrong with a file as it would be told without them', async () => {
    const broken = await writeTone(inFolder('broken.flac'), { frames: FRAMES, format: 'flac16' })
    await truncate(broken, 60_000)
    for (const [path, code] of [[broken, 'damaged'], [inFolder('none.flac'), 'ENOENT']] as const) {
      await expect(render({ inputs: [{ path, left: 1, right: 1 }, { path: stems[0] ?? '', left: 1, right: 1 }], path: inFolder('left') }, startThread)).rejects.toMatchObject({ code })
    }
    expect(await readdir(folder)).not.toContain('left')
  })

  it('fail the export when a thread is lost', async () => {
    const rendering = render({ path: inFolder('lost') }, () => {
      const thread = startThread()
      thread.once('online', () => void thread.terminate())
      return thread
    })
    await expect(rendering).rejects.toMatchObject({ code: 'unexpected' })
    expect(await readdir(folder)).not.toContain('lost')
  })
})
