import { describe, expect, it } from 'vitest'
import { PHASES, type Job, type PhaseName } from '../../shared/domain/job'
import type { RemoteStatus } from '../mvsep/types'
import type { JobEvent, JobEventType } from './jobEvents'
import { isAtRest, jobReducer } from './jobReducer'
import { JOBS, REMOTE, stemFile } from './testing/samples'

type Verdict = PhaseName | 'same' | 'illegal'
type StatusEvent = `status:${RemoteStatus['status']}`
type EventKey = Exclude<JobEventType, 'statusReceived'> | StatusEvent

const status = (of: RemoteStatus): JobEvent => ({ type: 'statusReceived', status: of })
const EVENTS: Readonly<Record<EventKey, JobEvent>> = {
  holdChanged: { type: 'holdChanged', hold: 'offline' },
  uploadStarted: { type: 'uploadStarted' },
  sentBack: { type: 'sentBack', hold: 'offline' },
  answerLost: { type: 'answerLost', sentAtMs: 5 },
  accepted: { type: 'accepted', remote: REMOTE },
  lookedUp: { type: 'lookedUp' },
  lookAgain: { type: 'lookAgain' },
  sendAgain: { type: 'sendAgain' },
  'status:waiting': status({ status: 'waiting', queueCount: 9, currentOrder: 8 }),
  'status:distributing': status({ status: 'distributing', finishedChunks: 2, allChunks: 4 }),
  'status:processing': status({ status: 'processing', message: 'working' }),
  'status:merging': status({ status: 'merging', message: 'joining' }),
  'status:unknown': status({ status: 'unknown', word: 'converting', message: null }),
  'status:failed': status({ status: 'failed', message: 'bad file' }),
  'status:done': status({ status: 'done', files: [] }),
  'status:notFound': status({ status: 'notFound', message: null }),
  'status:fetched': status({ status: 'fetched', remote: REMOTE }),
  linkFetched: { type: 'linkFetched', remote: REMOTE, name: 'Song.mp3' },
  filesAnnounced: { type: 'filesAnnounced', files: [stemFile(0)] },
  fileDone: { type: 'fileDone', index: 1, fileName: 'x.flac', damaged: false },
  downloadHeld: { type: 'downloadHeld', hold: 'diskFull', place: 'Music' },
  resultsLooked: { type: 'resultsLooked', damaged: [0] },
  fetchAgain: { type: 'fetchAgain', indexes: [0] },
  deletedThere: { type: 'deletedThere' },
  allFilesDone: { type: 'allFilesDone' },
  failed: { type: 'failed', error: { code: 'offline' } },
  cancelled: { type: 'cancelled' },
  takenBack: { type: 'takenBack' },
  pauseRequested: { type: 'pauseRequested' },
  resumeRequested: { type: 'resumeRequested' },
  moved: { type: 'moved', position: 0.5 },
  claimed: { type: 'claimed', accountId: 'ann' },
  retryRequested: { type: 'retryRequested' }
}

const NONE: Readonly<Record<EventKey, Verdict>> = {
  holdChanged: 'illegal', uploadStarted: 'illegal', sentBack: 'illegal', answerLost: 'illegal', accepted: 'illegal', lookedUp: 'illegal',
  lookAgain: 'illegal', sendAgain: 'illegal', 'status:waiting': 'illegal', 'status:distributing': 'illegal', 'status:processing': 'illegal',
  'status:merging': 'illegal', 'status:unknown': 'illegal', 'status:failed': 'illegal', 'status:done': 'illegal', 'status:notFound': 'illegal',
  'status:fetched': 'illegal', linkFetched: 'illegal',
  filesAnnounced: 'illegal', fileDone: 'illegal', allFilesDone: 'illegal', failed: 'illegal', cancelled: 'illegal', takenBack: 'illegal', retryRequested: 'illegal',
  pauseRequested: 'illegal', resumeRequested: 'illegal', moved: 'illegal', claimed: 'illegal', downloadHeld: 'illegal', resultsLooked: 'illegal', fetchAgain: 'illegal', deletedThere: 'illegal'
}
const ACTIVE = { ...NONE, failed: 'failed', cancelled: 'cancelled' } as const satisfies Record<EventKey, Verdict>
const AT_SERVICE = {
  ...ACTIVE, 'status:waiting': 'waiting', 'status:distributing': 'distributing', 'status:processing': 'processing', 'status:merging': 'merging',
  'status:unknown': 'processing', 'status:failed': 'failed', filesAnnounced: 'downloading'
} as const satisfies Record<EventKey, Verdict>

const EACH: Readonly<Record<PhaseName, Readonly<Record<EventKey, Verdict>>>> = {
  queued: { ...ACTIVE, holdChanged: 'queued', uploadStarted: 'uploading' },
  uploading: { ...ACTIVE, sentBack: 'queued', answerLost: 'unconfirmed', accepted: 'waiting' },
  unconfirmed: { ...ACTIVE, accepted: 'waiting', lookedUp: 'unconfirmed', lookAgain: 'same', sendAgain: 'queued' },
  waiting: AT_SERVICE,
  distributing: AT_SERVICE,
  processing: AT_SERVICE,
  merging: AT_SERVICE,
  downloading: { ...ACTIVE, fileDone: 'downloading', downloadHeld: 'downloading' },
  ready: { ...NONE, resultsLooked: 'ready', fetchAgain: 'downloading', deletedThere: 'ready' },
  failed: { ...NONE, retryRequested: 'waiting' },
  cancelled: { ...NONE, takenBack: 'same', retryRequested: 'queued' }
}

// A missing pair does not compile. A pause keeps the phase wherever a job is not at rest; a move and an account keep it everywhere.
const TABLE = Object.fromEntries(PHASES.map((phase) => [phase, {
  ...EACH[phase], moved: phase, claimed: phase, pauseRequested: isAtRest(JOBS[phase]) ? 'illegal' : phase
}])) as typeof EACH

const pairs = PHASES.flatMap((phase) => Object.keys(EVENTS).map((key) => [phase, key as EventKey] as const))

describe('jobReducer', () => {
  it.each(pairs)('%s, %s', (phase, key) => {
    const before = JOBS[phase]
    const verdict = TABLE[phase][key]
    const { job, illegal } = jobReducer(before, EVENTS[key], 7_777)
    expect(illegal).toBe(verdict === 'illegal')
    if (verdict === 'illegal' || verdict === 'same') expect(job).toBe(before)
    else {
      expect(job.phase).toBe(verdict)
      expect(job.updatedAtMs).toBe(7_777)
      expect({ ...job, id: before.id, createdAtMs: before.createdAtMs }).toEqual(job)
    }
  })

  it('counts a create each time one goes out, and only then', () => {
    expect(jobReducer(JOBS.queued, { type: 'uploadStarted' }, 1).job.attempt).toBe(2)
    expect(jobReducer(JOBS.uploading, { type: 'sentBack', hold: null }, 1).job.attempt).toBe(1)
  })

  it.each(['waiting', 'distributing', 'processing', 'merging'] as const)('goes on under its own hash and name once its link was fetched: %s', (phase) => {
    const remote = { hash: 'n2AwBjy4KsFZfqqR', byLink: true, apiBase: REMOTE.apiBase, acceptedAtMs: 5, deletedAtMs: null } as const
    const before = { ...JOBS[phase], remote } as Job
    const { job, illegal } = jobReducer(before, { type: 'linkFetched', remote: { hash: 'long', apiBase: 'https://de.mvsep.com/api' }, name: 'Song.mp3' }, 9)
    expect(illegal).toBe(false)
    expect(JSON.parse(JSON.stringify(job))).toMatchObject({
      phase: 'waiting', input: { name: 'Song.mp3' }, remote: { hash: 'long', apiBase: 'https://de.mvsep.com/api', acceptedAtMs: 5, deletedAtMs: null }
    })
    expect(JSON.stringify(job)).not.toContain('byLink')
  })

  it('never sends, asks for or deletes what was made here', () => {
    const made = { ...JOBS.ready, remote: null, madeHere: { kind: 'joined', fromJobIds: ['a'] } } as Job
    for (const type of ['uploadStarted', 'deletedThere', 'retryRequested'] as const) expect(jobReducer(made, { type }, 1).illegal).toBe(true)
    expect(jobReducer(made, { type: 'fetchAgain', indexes: [0] }, 1).illegal).toBe(true)
    expect(jobReducer({ ...JOBS.queued, madeHere: { kind: 'joined', fromJobIds: [] } }, { type: 'uploadStarted' }, 1).illegal).toBe(true)
  })

  it('belongs to the account that claimed it first, for life', () => {
    const owned = jobReducer(JOBS.queued, { type: 'claimed', accountId: 'ann' }, 1).job
    expect(jobReducer(owned, { type: 'claimed', accountId: 'bob' }, 2).job).toBe(owned)
    expect(jobReducer(owned, { type: 'uploadStarted' }, 3).job).toMatchObject({ accountId: 'ann' })
  })

  it('answers the very same job when a status says nothing new', () => {
    expect(jobReducer(JOBS.waiting, status({ status: 'waiting', queueCount: 3, currentOrder: 2 }), 9).job).toBe(JOBS.waiting)
  })

  it('keeps what is paid for a retry, unless the service itself gave the job up', () => {
    const failed = (gone: { remoteGone?: true }): unknown =>
      jobReducer(JOBS.downloading, { type: 'failed', error: { code: 'jobNotFound' }, ...gone }, 1).job
    expect(failed({})).toMatchObject({ phase: 'failed', remote: REMOTE, files: [{ done: true }, { done: false }] })
    expect(failed({ remoteGone: true })).toMatchObject({ phase: 'failed', remote: null })
    expect(jobReducer(JOBS.waiting, EVENTS['status:failed'], 1).job).toMatchObject({ remote: null, error: { code: 'jobFailed', detail: 'bad file' } })
  })

  it('asks the service again for a cancelled job, unless the service agreed to give it up', () => {
    const cancelled = jobReducer(JOBS.waiting, { type: 'cancelled' }, 1).job
    expect(jobReducer(cancelled, { type: 'retryRequested' }, 2).job).toMatchObject({ phase: 'waiting', remote: REMOTE })
    const takenBack = jobReducer(cancelled, { type: 'takenBack' }, 2).job
    expect(jobReducer(takenBack, { type: 'retryRequested' }, 3).job.phase).toBe('queued')
  })

  it('is ready only when every file is', () => {
    const done = jobReducer(JOBS.downloading, { type: 'fileDone', index: 1, fileName: 'b (2).flac', damaged: false }, 1).job
    const { job } = jobReducer(done, { type: 'allFilesDone' }, 55)
    expect(job).toMatchObject({ phase: 'ready', finishedAtMs: 55, files: [{ done: true }, { done: true, fileName: 'b (2).flac' }] })
    expect(jobReducer(JOBS.downloading, { type: 'fileDone', index: 9, fileName: 'x', damaged: false }, 1).illegal).toBe(true)
  })

  it('goes on from a hold when the user says so, and from nothing else', () => {
    const held = jobReducer(JOBS.downloading, EVENTS.downloadHeld, 2).job
    expect(held).toMatchObject({ hold: 'diskFull', place: 'Music' })
    expect(jobReducer(held, EVENTS.retryRequested, 3).job).toMatchObject({ phase: 'waiting', remote: REMOTE })
    expect(jobReducer(JOBS.downloading, EVENTS.retryRequested, 3).illegal).toBe(true)
  })

  it('keeps when the service took it in: now, or when it was sent if only the history said so', () => {
    const remote = (job: Job): unknown => jobReducer(job, EVENTS.accepted, 8_000).job
    expect(remote(JOBS.uploading)).toMatchObject({ remote: { acceptedAtMs: 8_000, deletedAtMs: null } })
    expect(remote(JOBS.unconfirmed)).toMatchObject({ remote: { acceptedAtMs: JOBS.unconfirmed.sentAtMs } })
  })

  it('fetches again what the service still has', () => {
    expect(jobReducer(JOBS.ready, EVENTS.fetchAgain, 3).job).toMatchObject({ phase: 'downloading', files: [{ done: false, damaged: false }] })
    const deleted = jobReducer(JOBS.ready, EVENTS.deletedThere, 3).job
    expect(deleted).toMatchObject({ phase: 'ready', remote: { deletedAtMs: 3 } })
    expect(jobReducer(deleted, EVENTS.fetchAgain, 4).illegal).toBe(true)
  })

  it('shows a word it does not know as progress', () => {
    expect(jobReducer(JOBS.waiting, EVENTS['status:unknown'], 1).job).toMatchObject({ phase: 'processing', message: 'converting' })
  })

  it('drops what only the earlier phase had', () => {
    expect(jobReducer(JOBS.waiting, EVENTS['status:processing'], 1).job).not.toHaveProperty('queueCount')
  })

  const paused = (phase: PhaseName): Job => jobReducer(JOBS[phase], { type: 'pauseRequested' }, 1).job

  it('keeps a pause through every phase until it is lifted or the job comes to rest', () => {
    expect(paused('queued')).toMatchObject({ paused: true, hold: 'paused' })
    expect(jobReducer(paused('queued'), { type: 'resumeRequested' }, 2).job).toMatchObject({ paused: false, hold: null })
    expect(jobReducer(paused('waiting'), EVENTS['status:processing'], 2).job).toMatchObject({ phase: 'processing', paused: true })
    expect(jobReducer(paused('processing'), EVENTS.filesAnnounced, 2).job).toMatchObject({ phase: 'downloading', paused: true })
    expect(jobReducer(paused('downloading'), EVENTS.cancelled, 2).job).toMatchObject({ phase: 'cancelled', paused: false })
    expect(jobReducer(paused('downloading'), EVENTS.failed, 2).job).toMatchObject({ phase: 'failed', paused: false })
    expect(jobReducer(paused('unconfirmed'), EVENTS.sendAgain, 2).job).toMatchObject({ phase: 'queued', hold: null, paused: false })
  })

  it('sends nothing of a paused job, whatever the gate says', () => {
    expect(jobReducer(paused('queued'), EVENTS.uploadStarted, 2).illegal).toBe(true)
    expect(jobReducer(paused('queued'), EVENTS.holdChanged, 2).illegal).toBe(true)
    expect(jobReducer(paused('uploading'), EVENTS.sentBack, 2).job).toMatchObject({ phase: 'queued', hold: 'paused', paused: true })
  })

  it('never sends what was made elsewhere', () => {
    const adopted = { adopted: 'algorithmUnknown' } as const
    expect(jobReducer({ ...JOBS.queued, ...adopted }, EVENTS.uploadStarted, 2).illegal).toBe(true)
    expect(jobReducer({ ...JOBS.failed, ...adopted, remote: null }, EVENTS.retryRequested, 2).illegal).toBe(true)
    expect(jobReducer({ ...JOBS.failed, ...adopted }, EVENTS.retryRequested, 2).job).toMatchObject({ phase: 'waiting', remote: REMOTE, ...adopted })
  })

  it('takes the name of the algorithm from the service where it did not know it', () => {
    const { job } = jobReducer(JOBS.waiting, { type: 'filesAnnounced', files: [stemFile(0)], algorithmName: 'MelBand' }, 2)
    expect(job).toMatchObject({ phase: 'downloading', plan: { ...JOBS.waiting.plan, algorithmName: 'MelBand' } })
  })

  it('changes nothing but its place when a job is moved', () => {
    expect(jobReducer(JOBS.queued, EVENTS.moved, 2).job).toEqual({ ...JOBS.queued, position: 0.5, updatedAtMs: 2 })
    expect(jobReducer(JOBS.queued, { type: 'moved', position: JOBS.queued.position }, 2).job).toBe(JOBS.queued)
  })
})
