// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Job, JobPhase } from '../../../../shared/domain/job'
import { useJobs } from '../../stores/jobs'
import { installBridge, type FakeBridge } from '../../testing/fakeBridge'
import { job, remote, stemFile } from '../../testing/samples'
import { startTexts } from '../../text/i18n'
import { LibraryView } from '../library/LibraryView'
import { JobThere } from './JobThere'
import { MissingResults } from './MissingResults'

const HOUR_MS = 3_600_000
const START_MS = Date.UTC(2026, 10, 22, 12)
let bridge: FakeBridge

beforeEach(() => {
  vi.useFakeTimers({ now: START_MS, toFake: ['Date', 'setInterval', 'clearInterval'] })
  startTexts('en')
  bridge = installBridge({
    'jobs:chooseFolder': () => ({ ok: true, value: { libraryFolder: '~/Other' } }),
    'jobs:fetchAgain': () => ({ ok: true, value: undefined }),
    'jobs:fetchMissing': () => ({ ok: true, value: 1 }),
    'jobs:deleteThere': () => ({ ok: true, value: [{ outcome: 'notHere' }] })
  })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const sent = { ...remote, acceptedAtMs: START_MS - 10 * HOUR_MS }
const atMvsep = (phase: JobPhase): Job => job(phase, { service: 'mvsep' })
const failed = (acceptedAtMs: number): Job => atMvsep({ phase: 'failed', error: { code: 'downloadDamaged' }, remote: { ...remote, acceptedAtMs }, files: [] })
const ready = (damaged = false): Job & { readonly phase: 'ready' } =>
  ({ ...atMvsep({ phase: 'queued', hold: null }), phase: 'ready', remote: sent, files: [{ ...stemFile(0), damaged }], finishedAtMs: START_MS })
const hide = (isHidden: boolean): void => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(isHidden ? 'hidden' : 'visible')
  act(() => { document.dispatchEvent(new Event('visibilitychange')) })
}

describe('results that cannot come in', () => {
  it('say where there is no room, and take another folder', async () => {
    render(<JobThere job={atMvsep({ phase: 'downloading', remote: sent, files: [stemFile(0)], hold: 'diskFull', place: 'Music' })} />)
    expect(screen.getByText('“Music” has no room left: its disk is full.')).toBeTruthy()
    expect(screen.getByText('On the server for 2 days more')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Choose another folder…' }))
    expect(bridge.sent).toEqual([{ name: 'jobs:chooseFolder', input: { jobIds: ['job-1'] } }])
  })
})

describe('results that expire', () => {
  it('are counted down to the minute, with no timer while the window is hidden', () => {
    render(<JobThere job={failed(START_MS - 66.5 * HOUR_MS)} />)
    expect(screen.getByText('Only 5 hours left on the server')).toBeTruthy()
    act(() => { vi.advanceTimersByTime(HOUR_MS) })
    expect(screen.getByText('Only 4 hours left on the server')).toBeTruthy()
    hide(true)
    expect(vi.getTimerCount()).toBe(0)
    vi.setSystemTime(START_MS + 6 * HOUR_MS)
    hide(false)
    expect(screen.getByText(/No longer on the server/)).toBeTruthy()
    cleanup()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('never promises more than 72 hours, also when the clock was set back', () => {
    render(<JobThere job={failed(START_MS + 48 * HOUR_MS)} />)
    expect(screen.getByText('On the server for 3 days more')).toBeTruthy()
  })

  it('are fetched all at once before they go; what is here or gone is not counted', async () => {
    useJobs.getState().replaceAll([failed(START_MS - HOUR_MS), { ...failed(START_MS - 70 * HOUR_MS), id: 'b' }, { ...failed(0), id: 'gone' }, { ...ready(), id: 'c' }])
    render(<MissingResults />)
    expect(screen.getByText('2 jobs have stems at MVSEP that are not here yet')).toBeTruthy()
    expect(screen.getByText(/The first of these go in 2 hours/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Download all before they go' }))
    expect(bridge.sent).toEqual([{ name: 'jobs:fetchMissing', input: undefined }])
  })
})

describe('the library', () => {
  it('deletes at MVSEP only after a question', async () => {
    useJobs.getState().replaceAll([ready()])
    render(<LibraryView />)
    expect(screen.getByText('On the server for 2 days more')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Delete from MVSEP' }))
    expect(bridge.sent).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Delete there' }))
    expect(bridge.sent).toEqual([{ name: 'jobs:deleteThere', input: { jobIds: ['job-1'] } }])
  })

  it('says nothing of what is gone at MVSEP and here', () => {
    useJobs.getState().replaceAll([{ ...ready(), remote: { ...sent, acceptedAtMs: START_MS - 67.5 * HOUR_MS } }])
    render(<LibraryView />)
    expect(screen.getByText('On the server for 4 hours more')).toBeTruthy()
    cleanup()
    useJobs.getState().replaceAll([{ ...ready(), remote: { ...sent, acceptedAtMs: START_MS - 90 * HOUR_MS } }])
    render(<LibraryView />)
    expect(screen.queryByText(/server/)).toBeNull()
    expect(screen.queryByRole('button', { name: 'Delete from MVSEP' })).toBeNull()
  })

  it('offers a stem that cannot be read once more, and then not its deletion', async () => {
    useJobs.getState().replaceAll([ready(true)])
    render(<LibraryView />)
    expect(screen.queryByRole('button', { name: 'Delete from MVSEP' })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Download again' }))
    expect(bridge.sent).toEqual([{ name: 'jobs:fetchAgain', input: { jobId: 'job-1', stemIndexes: [0] } }])
  })
})
