import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OutputFormat } from '../../../codecs/types'
import type { ExportContent, ExportRequest } from '../../../shared/domain/exports'
import { startTestWorker, toneAt, writeTone } from '../../audio/testing/audioFiles'
import { createWorkerPool, type WorkerPool } from '../../audio/workerPool'
import { createLog } from '../../log/log'
import { createDragService } from '../dragOut'
import { createExportChoices } from '../exportChoices'
import type { ExportJob } from '../exportJob'
import { createExportService } from '../exportService'
import type { MakeParts } from '../makeFiles'

export const FRAMES = 60_000
export const RATE_HZ = 44_100
const STEMS = ['Vocals', 'Drums', 'Bass']
const plain = { muted: false, soloed: false, gain: 1, pan: 0 }

/** Threads for all tests of a file: starting one from its source takes longer than its work. */
export const createTestPool = (): WorkerPool => createWorkerPool({ createWorker: startTestWorker, size: 2 })

/** A job of three stems with its song beside, an export service over it, and a folder to export to. All of it real files. */
export async function createExportFolder(
  pool: WorkerPool,
  format: OutputFormat = 'wav16',
  soundOf: MakeParts['soundOf'] = (_jobId, _index, path) => Promise.resolve(path)
) {
  const root = await mkdtemp(join(tmpdir(), 'unbraid-exports-'))
  const inRoot = (...names: string[]): string => join(root, ...names)
  await Promise.all(['songs', 'job', 'out', 'profile'].map((name) => mkdir(inRoot(name))))
  const extension = format.replace(/\d.*/, '')
  const song = await writeTone(inRoot('songs', 'Song.wav'), { frames: FRAMES })
  const files = await Promise.all(STEMS.map(async (stem, index) => ({
    index,
    stem,
    path: await writeTone(inRoot('job', `Song (${stem}).${extension}`), {
      frames: FRAMES, format, sampleAt: (frame, channel) => toneAt(frame * (index + 1), channel) / 4
    })
  })))
  const job: ExportJob = {
    inputName: 'Song.wav',
    plan: {
      renderId: 1, algorithmName: 'BS Roformer (vocals, drums, bass)', outputFormat: 1,
      options: [{ name: 'add_opt1', key: '0', fieldText: 'Model', label: 'ver. 2/a' }]
    },
    folder: inRoot('job'),
    sourcePaths: [song],
    behindPaths: [],
    files
  }
  const asked: string[] = []
  const shown: string[] = []
  const dragged: (readonly string[])[] = []
  const answers = { folder: inRoot('out') as string | null }
  const desktop = {
    chooseFolder: (startAt: string) => {
      asked.push(startAt)
      return Promise.resolve(answers.folder)
    },
    showInFolder: (path: string) => { shown.push(path) },
    startDrag: (paths: readonly string[]) => { dragged.push(paths) }
  }
  const log = createLog({ filePath: inRoot('profile', 'unbraid.log') })
  const makeParts = {
    jobOf: () => job,
    openSession: () => Promise.resolve({
      jobId: 'job', title: 'Song.wav', algorithmName: 'BS Roformer', sampleRateHz: RATE_HZ, frames: FRAMES, original: null, windowUrl: '', unplayable: [], damaged: [],
      stems: files.map(({ index, stem }) => ({ index, name: stem, channels: 2, pcmUrl: '', peaksUrl: '' }))
    }),
    soundOf,
    pool,
    desktop,
    log
  }
  const choices = createExportChoices(inRoot('profile', 'exports.json'), log)
  const exports = createExportService({ ...makeParts, choices })
  const drags = createDragService(makeParts)
  const content: ExportContent = {
    jobId: 'job', what: { kind: 'stems', stemIndexes: [0, 1, 2] }, range: null, format: 'same', lowerByDecibels: 0,
    template: '{title} ({stem})', tags: true, estimates: { bpm: null, key: null }
  }
  const request: ExportRequest = {
    ...content, exportId: 'one', place: 'folder', zip: false, collision: 'number', agreedNames: [], mayClip: false
  }
  return {
    job, exports, drags, desktop, answers, asked, shown, dragged, inRoot, content, request,
    mixer: files.map(({ index }) => ({ stemIndex: index, ...plain })),
    /** Everything in the export folder, hidden files too. */
    list: async (name = 'out') => (await readdir(inRoot(name))).sort(),
    async remove() {
      await drags.dispose()
      await exports.dispose()
      await rm(root, { recursive: true, force: true })
    }
  }
}

export type ExportFolder = Awaited<ReturnType<typeof createExportFolder>>
