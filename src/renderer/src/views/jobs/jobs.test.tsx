// @vitest-environment happy-dom
import { act, cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Job } from '../../../../shared/domain/job'
import { useJobs } from '../../stores/jobs'
import { forgetProgress, noteProgress } from '../../stores/progress'
import { installBridge, type FakeBridge } from '../../testing/fakeBridge'
import { job, remote, stemFile } from '../../testing/samples'
import { startTexts } from '../../text/i18n'
import { JobsCard } from './JobsCard'

let bridge: FakeBridge
const show = (...jobs: readonly Job[]): void => {
  useJobs.getState().replaceAll(jobs)
  render(<JobsCard />)
}
const buttons = (): (string | null)[] =>
  within(screen.getByRole('list', { name: 'Jobs' })).getAllByRole('button').map((button) => button.getAttribute('aria-label') ?? button.textContent)

beforeEach(() => {
  startTexts('en')
  const done = () => ({ ok: true, value: undefined }) as const
  bridge = installBridge({ 'jobs:cancel': () => ({ ok: true, value: [{ outcome: 'here' }] }), 'jobs:retry': done, 'jobs:resolveUnconfirmed': done, 'jobs:showInFolder': done })
})
afterEach(() => {
  cleanup()
  forgetProgress('job-1')
})

describe('the jobs list', () => {
  it('names each job by its input, then its algorithm', () => {
    show(job({ phase: 'processing', remote, message: null }))
    expect(screen.getByRole('listitem', { name: /^◆ song\.wav ◆ four stems$/ })).toBeTruthy()
  })

  it('shows a progressbar only while bytes move', () => {
    show(job({ phase: 'uploading' }))
    expect(screen.queryByRole('progressbar')).toBeNull()
    act(() => { noteProgress({ jobId: 'job-1', direction: 'upload', doneBytes: 1, totalBytes: 4 }) })
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25')
    act(() => { useJobs.getState().apply({ jobs: [job({ phase: 'waiting', remote, queueCount: null, currentOrder: null })], removedIds: [] }) })
    expect(screen.queryByRole('progressbar')).toBeNull()
  })

  it('offers what can be done in each state', () => {
    show(job({ phase: 'processing', remote, message: null }))
    expect(buttons()).toEqual(['Cancel', 'More about ◆ song.wav'])
    cleanup()
    show(job({ phase: 'ready', remote, files: [stemFile(0)], finishedAtMs: 1 }))
    expect(buttons()).toEqual(['Open in Studio', 'Show in folder', 'Remove from list', 'More about ◆ song.wav'])
    cleanup()
    show(job({ phase: 'failed', error: { code: 'diskFull', subject: 'Music' }, remote, files: [] }))
    expect(buttons()).toEqual(['Retry', 'Remove from list', 'More about ◆ song.wav'])
    expect(screen.getByText('“Music” has no room left: its disk is full.')).toBeTruthy()
    expect(screen.getByText(/press Retry/)).toBeTruthy()
  })

  it('asks before a job whose answer was lost is sent again', async () => {
    show(job({ phase: 'unconfirmed', sentAtMs: 1, lookedUp: true }))
    expect(buttons()).toEqual(['Look again', 'Send again', 'Give up', 'More about ◆ song.wav'])
    await userEvent.click(screen.getByRole('button', { name: 'Send again' }))
    expect(bridge.sent).toEqual([{ name: 'jobs:resolveUnconfirmed', input: { jobId: 'job-1', answer: 'sendAgain' } }])
  })

  it('cancels the job it belongs to', async () => {
    show(job({ phase: 'uploading' }, { id: 'other', createdAtMs: 2 }), job({ phase: 'queued', hold: null }))
    const second = within(screen.getAllByRole('listitem')[1] ?? document.body)
    await userEvent.click(second.getByRole('button', { name: 'Cancel' }))
    expect(bridge.sent).toEqual([{ name: 'jobs:cancel', input: { jobIds: ['job-1'] } }])
  })
})
