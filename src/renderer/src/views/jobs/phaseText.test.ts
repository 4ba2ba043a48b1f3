import { beforeAll, describe, expect, it } from 'vitest'
import type { i18n } from 'i18next'
import type { JobPhase, TransferProgress } from '../../../../shared/domain/job'
import { NO_OUTLOOK, type JobOutlook } from '../../../../shared/domain/outlook'
import { job, remote, stemFile } from '../../testing/samples'
import { startTexts } from '../../text/i18n'
import { phaseText } from './phaseText'

let texts: i18n
beforeAll(() => { texts = startTexts('en') })

const upload: TransferProgress = { jobId: 'job-1', direction: 'upload', doneBytes: 18_600_000, totalBytes: 41_200_000 }
const download: TransferProgress = { jobId: 'job-1', direction: 'download', doneBytes: 2_000_000, totalBytes: null }

const table: readonly (readonly [string, JobPhase, TransferProgress | null])[] = [
  ['Next in line', { phase: 'queued', hold: null }, null],
  ['Waits for your other job: one at a time without premium', { phase: 'queued', hold: 'oneAtATime' }, null],
  ['Waits its turn: as many jobs as may are under way', { phase: 'queued', hold: 'turn' }, null],
  ['Waits: MVSEP asks for a pause', { phase: 'queued', hold: 'slowedDown' }, null],
  ['Waits until you are online again', { phase: 'queued', hold: 'offline' }, null],
  ['Waits until you are signed in', { phase: 'queued', hold: 'signIn' }, null],
  ['Waits for the service on this computer', { phase: 'queued', hold: 'localService' }, null],
  ['Sending', { phase: 'uploading' }, null],
  ['Sending 18.6 MB of 41.2 MB', { phase: 'uploading' }, upload],
  ['Sent, but the answer was lost. Looking for it at the service…', { phase: 'unconfirmed', sentAtMs: 1, lookedUp: false }, null],
  ['Waiting at the service: 3rd of 14', { phase: 'waiting', remote, queueCount: 14, currentOrder: 3 }, null],
  ['Waiting at the service: 21st in the queue', { phase: 'waiting', remote, queueCount: null, currentOrder: 21 }, null],
  ['Waiting at the service: 14 jobs in the queue', { phase: 'waiting', remote, queueCount: 14, currentOrder: 0 }, null],
  ['Waiting at the service: 1 job in the queue', { phase: 'waiting', remote, queueCount: 1, currentOrder: null }, null],
  ['Waiting at the service', { phase: 'waiting', remote, queueCount: null, currentOrder: null }, null],
  ['Separating: 5 of 12 parts done', { phase: 'distributing', remote, finishedChunks: 5, allChunks: 12 }, null],
  ['Being shared out', { phase: 'distributing', remote, finishedChunks: null, allChunks: null }, null],
  ['Separating', { phase: 'processing', remote, message: null }, null],
  ['Separating: “chilling the model”', { phase: 'processing', remote, message: 'chilling the model' }, null],
  ['Converting the stems', { phase: 'processing', remote, message: 'converting' }, null],
  ['Fetching the song from its link', { phase: 'waiting', remote: { ...remote, byLink: true }, queueCount: 3, currentOrder: 2 }, null],
  ['Fetching the song from its link', { phase: 'processing', remote: { ...remote, byLink: true }, message: 'chilling' }, null],
  ['Putting the stems together', { phase: 'merging', remote, message: null }, null],
  ['Fetching 2 stems', { phase: 'downloading', remote, files: [stemFile(0), stemFile(1)], hold: null, place: null }, null],
  ['Fetching the stems: 2.0 MB so far', { phase: 'downloading', remote, files: [stemFile(0)], hold: null, place: null }, download],
  ['1 stem ready', { phase: 'ready', remote, files: [stemFile(0)], finishedAtMs: 1 }, null],
  ['Failed', { phase: 'failed', error: { code: 'diskFull' }, remote, files: [] }, null],
  ['Cancelled', { phase: 'cancelled', remote: null }, null]
]

const processing: JobPhase = { phase: 'processing', remote, message: null }
const waiting: JobPhase = { phase: 'waiting', remote, queueCount: 12, currentOrder: 2 }
const known: readonly (readonly [string, JobPhase, Partial<JobOutlook>, 'mvsep' | 'local'])[] = [
  ['Separating · usually takes about 2 min', processing, { usualSeconds: 125 }, 'mvsep'],
  ['Separating for 40 s · usually takes about 50 s', processing, { workedSeconds: 40, usualSeconds: 47 }, 'mvsep'],
  ['Separating for 5 min', processing, { workedSeconds: 300 }, 'mvsep'],
  ['Separating: 2 of 4 parts done · usually takes about 1.5 h', { phase: 'distributing', remote, finishedChunks: 2, allChunks: 4 }, { workedSeconds: 180, usualSeconds: 5_400 }, 'mvsep'],
  ['Waiting at the service: 2nd of 12 · about 4 min by its own estimate', waiting, { waitSeconds: 240, usualSeconds: 60 }, 'mvsep'],
  ['Waiting at the service: 2nd of 12', waiting, { waitSeconds: 0 }, 'mvsep'],
  ['MVSEP cannot be reached; this goes on by itself', waiting, { trouble: 'unreachable' }, 'mvsep'],
  ['The service on this computer does not answer; this goes on by itself', processing, { trouble: 'unreachable' }, 'local'],
  ['MVSEP asks for a pause; this goes on by itself', processing, { trouble: 'slowedDown' }, 'mvsep'],
  ['Waits until you are signed in; the job is safe at MVSEP', processing, { trouble: 'account' }, 'mvsep'],
  ['1 stem ready', { phase: 'ready', remote, files: [stemFile(0)], finishedAtMs: 1 }, { trouble: 'unreachable' }, 'mvsep']
]

describe('phaseText', () => {
  it.each(known)('says “%s” of what is known beyond the phase', (sentence, phase, outlook, service) => {
    expect(phaseText(job(phase, { service }), null, texts.t, 'en', { ...NO_OUTLOOK, jobId: 'job-1', ...outlook })).toBe(sentence)
  })

  it('never speaks of percent', () => {
    for (const [, phase, outlook] of known) expect(phaseText(job(phase), null, texts.t, 'en', { ...NO_OUTLOOK, jobId: 'job-1', ...outlook })).not.toMatch(/%|percent/)
  })

  it.each(table)('says “%s”', (sentence, phase, progress) => {
    expect(phaseText(job(phase), progress, texts.t, 'en')).toBe(sentence)
  })

  it('warns of paying twice before a job is sent again', () => {
    expect(phaseText(job({ phase: 'unconfirmed', sentAtMs: 1, lookedUp: true }), null, texts.t, 'en')).toContain('credits twice')
  })

  it('ignores bytes of the other direction', () => {
    expect(phaseText(job({ phase: 'uploading' }), download, texts.t, 'en')).toBe('Sending')
  })
})
