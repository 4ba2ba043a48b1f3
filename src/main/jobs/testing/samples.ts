import type { Job, JobBase, PhaseName, RemoteJob, StemFile } from '../../../shared/domain/job'

export const REMOTE: RemoteJob = { hash: '20261122120000-a0bb276157-song.mp3', apiBase: 'https://de2.mvsep.com/api', acceptedAtMs: 500, deletedAtMs: null }

export const stemFile = (index: number, done = false): StemFile => ({
  index, stem: 'Vocals', url: `https://de2.mvsep.com/storage/${index}.flac`, sizeBytes: 10, fileName: `Song (Vocals) ${index}.flac`, done, damaged: false
})

export const BASE: JobBase = {
  id: 'job-1',
  service: 'mvsep',
  input: { name: 'Song.mp3', sizeBytes: 1000, durationSeconds: 60 },
  plan: { renderId: 40, algorithmName: 'BS Roformer (vocals, instrumental)', options: [], outputFormat: 2 },
  createdAtMs: 1_000,
  updatedAtMs: 1_000,
  attempt: 1,
  accountId: null,
  position: 1,
  paused: false
}

/** One job in each phase. */
export const JOBS: { readonly [P in PhaseName]: Job & { readonly phase: P } } = {
  queued: { ...BASE, phase: 'queued', hold: 'oneAtATime' },
  uploading: { ...BASE, phase: 'uploading' },
  unconfirmed: { ...BASE, phase: 'unconfirmed', sentAtMs: 900, lookedUp: false },
  waiting: { ...BASE, phase: 'waiting', remote: REMOTE, queueCount: 3, currentOrder: 2 },
  distributing: { ...BASE, phase: 'distributing', remote: REMOTE, finishedChunks: 1, allChunks: 4 },
  processing: { ...BASE, phase: 'processing', remote: REMOTE, message: null },
  merging: { ...BASE, phase: 'merging', remote: REMOTE, message: 'almost' },
  downloading: { ...BASE, phase: 'downloading', remote: REMOTE, files: [stemFile(0, true), stemFile(1)], hold: null, place: null },
  ready: { ...BASE, phase: 'ready', remote: REMOTE, files: [stemFile(0, true)], finishedAtMs: 2_000 },
  failed: { ...BASE, phase: 'failed', error: { code: 'diskFull', subject: 'Music' }, remote: REMOTE, files: [stemFile(0)] },
  cancelled: { ...BASE, phase: 'cancelled', remote: null }
}
