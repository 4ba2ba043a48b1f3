// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Account } from '../../../../shared/domain/account'
import type { Job } from '../../../../shared/domain/job'
import type { HistoryPage, ServerJob } from '../../../../shared/domain/serverHistory'
import type { Kept } from '../../../../shared/domain/kept'
import type { ErrorInfo } from '../../../../shared/errors/appError'
import type { Reply } from '../../../../shared/ipc/reply'
import { useAccount } from '../../stores/account'
import { useApp } from '../../stores/app'
import { useHistory } from '../../stores/history'
import { useJobs } from '../../stores/jobs'
import { useNavigation } from '../../stores/navigation'
import { usePlan } from '../../stores/plan'
import { installBridge, type FakeBridge } from '../../testing/fakeBridge'
import { resetStores } from '../../testing/resetStores'
import { job, remote, stemFile } from '../../testing/samples'
import { startTexts } from '../../text/i18n'
import { DropOverlay } from '../shell/DropOverlay'
import { LibraryView } from './LibraryView'

const ann = { status: 'signedIn', name: 'Ann', email: 'ann@example.com', credits: 5, premiumEnabled: true, longFilenames: false, kept: 'keychain', checkedAtMs: 1 } as const satisfies Account
const hashOf = (number: number): string => `20240212161927-413c481b80-old-song-${number}.mp3`
const row = (number: number, change: Partial<ServerJob> = {}): ServerJob =>
  ({ hash: hashOf(number), createdAtMs: Date.now() - number * 3_600_000, renderId: 20, algorithmName: 'Demucs4', credits: 2, hoursLeft: 40, isKept: true, ...change })

const adopted = (phase: 'waiting' | 'ready'): Job => {
  const at = { ...remote, hash: hashOf(1) }
  const part = { id: 'adopted', service: 'mvsep', adopted: 'algorithmKnown', input: { name: 'old song 1.mp3', sizeBytes: 0, durationSeconds: null } } as const
  return phase === 'ready'
    ? job({ phase, remote: at, files: [stemFile(0)], finishedAtMs: Date.now() }, part)
    : job({ phase, remote: at, queueCount: null, currentOrder: null }, part)
}

let rows: readonly ServerJob[]
let away: ErrorInfo | null
let isKept: boolean
let adoption: Reply<Job>
let bridge: FakeBridge
const page = (start: number): Reply<Kept<HistoryPage>> => {
  if (away !== null && !isKept) return { ok: false, error: away }
  const value = { rows: rows.slice(start, start + 20), hasMore: rows.length > start + 20 }
  return { ok: true, value: { value, fetchedAtMs: Date.now(), fromCache: away !== null, refreshError: away } }
}

beforeEach(() => {
  resetStores()
  useHistory.setState(useHistory.getInitialState(), true)
  startTexts('en')
  rows = Array.from({ length: 45 }, (_each, index) => row(index + 1))
  away = null
  isKept = false
  adoption = { ok: true, value: adopted('waiting') }
  useNavigation.setState({ place: { page: 'library' } })
  useAccount.setState({ account: ann })
  useApp.setState(({ settings }) => ({ settings: { ...settings, service: 'mvsep' } }))
  bridge = installBridge({
    'history:page': ({ start }) => page(start),
    'history:delete': () => ({ ok: true, value: { outcome: 'deleted' } }),
    'jobs:adopt': () => adoption
  })
})
afterEach(cleanup)

const items = (): readonly HTMLElement[] => within(screen.getByRole('list', { name: 'Finished jobs' })).getAllByRole('listitem', { name: /old song/ })
const item = (number: number): HTMLElement => screen.getByRole('listitem', { name: `old song ${number}.mp3` })
const press = (name: string, within_ = document.body): Promise<void> => userEvent.click(within(within_).getByRole('button', { name }))
const sentOf = (name: string): readonly unknown[] => bridge.sent.filter((each) => each.name === name).map(({ input }) => input)

describe('the history in the library', () => {
  it('comes in pages, each row with where it is, how long, and what it cost', async () => {
    render(<LibraryView />)
    await waitFor(() => { expect(items()).toHaveLength(20) })
    expect(item(1).textContent).toMatch(/Only at MVSEP.*Demucs4.*2 credits used.*(39|40) hours left at MVSEP/)
    await press('Load more')
    await waitFor(() => { expect(items()).toHaveLength(40) })
    await press('Load more')
    await waitFor(() => { expect(items()).toHaveLength(45) })
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull()
    expect(sentOf('history:page')).toEqual([{ start: 0, refresh: false }, { start: 20, refresh: true }, { start: 40, refresh: true }])
  })

  it('is the kept copy with the reason while the service is away', async () => {
    away = { code: 'serverUnreachable' }
    isKept = true
    render(<LibraryView />)
    await waitFor(() => { expect(items()).toHaveLength(20) })
    expect(screen.getByText(/The service could not be reached\. The jobs at MVSEP are from/)).toBeTruthy()
  })

  it('offers another try where nothing is kept', async () => {
    away = { code: 'offline' }
    render(<LibraryView />)
    await screen.findByRole('alert')
    away = null
    await press('Try again')
    await waitFor(() => { expect(items()).toHaveLength(20) })
  })

  it('asks for nothing while nobody is signed in, and says so', async () => {
    useAccount.setState({ account: { status: 'signedOut' } })
    render(<LibraryView />)
    expect(screen.getByText(/Sign in to MVSEP to see the jobs of your account/)).toBeTruthy()
    expect(sentOf('history:page')).toEqual([])
  })

  it('is another one for another account', async () => {
    render(<LibraryView />)
    await waitFor(() => { expect(items()).toHaveLength(20) })
    rows = [row(99)]
    act(() => { useAccount.setState({ account: { ...ann, email: 'ben@example.com' } }) })
    await waitFor(() => { expect(items()).toHaveLength(1) })
    expect(item(99)).toBeTruthy()
  })
})

describe('what is only at MVSEP', () => {
  it('is taken in as the account’s own, and stands there once', async () => {
    render(<LibraryView />)
    await waitFor(() => { expect(items()).toHaveLength(20) })
    await press('Download', item(1))
    expect(sentOf('jobs:adopt')).toEqual([{ hash: hashOf(1), isOwn: true, renderId: 20, algorithmName: 'Demucs4' }])
    act(() => { useJobs.getState().apply({ jobs: [adopted('waiting')], removedIds: [] }) })
    expect(within(item(1)).getByText('Coming in')).toBeTruthy()
    act(() => { useJobs.getState().apply({ jobs: [adopted('ready')], removedIds: [] }) })
    expect(within(item(1)).getByText('Here')).toBeTruthy()
    expect(items()).toHaveLength(20)
  })

  it('opens in the Studio when its stems are here, unless that is taken back', async () => {
    render(<LibraryView />)
    await waitFor(() => { expect(items()).toHaveLength(20) })
    const come = (phase: 'waiting' | 'ready'): void => { act(() => { useJobs.getState().apply({ jobs: [adopted(phase)], removedIds: [] }) }) }
    await press('Open in Studio', item(1))
    come('waiting')
    await press('Don’t open', item(1))
    come('ready')
    expect(useNavigation.getState().place.page).toBe('library')
    come('waiting')
    await press('Open in Studio', item(1))
    come('ready')
    expect(useNavigation.getState().place).toEqual({ page: 'studio', jobId: 'adopted' })
  })

  it('runs again with its algorithm alone', async () => {
    render(<LibraryView />)
    await waitFor(() => { expect(items()).toHaveLength(20) })
    await press('Use this algorithm again', item(2))
    expect(usePlan.getState().wanted.mvsep).toMatchObject({ renderId: 20, algorithmName: 'Demucs4', options: [] })
    expect(useNavigation.getState().place.page).toBe('separate')
  })

  it('is deleted after a question, and cannot be had any more', async () => {
    render(<LibraryView />)
    await waitFor(() => { expect(items()).toHaveLength(20) })
    await press('Delete from MVSEP', item(3))
    expect(sentOf('history:delete')).toEqual([])
    await press('Delete there')
    expect(sentOf('history:delete')).toEqual([{ hash: hashOf(3) }])
    await waitFor(() => { expect(within(item(3)).queryByRole('button', { name: 'Download' })).toBeNull() })
  })
})

describe('what came by a link', () => {
  it('is not offered for deletion: it may be somebody else’s', async () => {
    useAccount.setState({ account: { status: 'signedOut' } })
    const job = adopted('ready')
    const fresh: Job = job.phase === 'ready' && job.remote !== null ? { ...job, remote: { ...job.remote, acceptedAtMs: Date.now() } } : job
    act(() => { useJobs.getState().replaceAll([fresh]) })
    render(<LibraryView />)
    expect(screen.queryByRole('button', { name: 'Delete from MVSEP' })).toBeNull()
    act(() => { useJobs.getState().replaceAll([{ ...fresh, accountId: 'ann' }]) })
    expect(screen.getByRole('button', { name: 'Delete from MVSEP' })).toBeTruthy()
  })
})

describe('a link or hash', () => {
  const open = async (text: string): Promise<void> => {
    await userEvent.clear(screen.getByRole('textbox', { name: 'Link or hash' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Link or hash' }), `${text}{Enter}`)
  }

  it('opens its job, at the node it names', async () => {
    adoption = { ok: true, value: adopted('ready') }
    render(<LibraryView />)
    await open(`https://de2.mvsep.com/api/separation/get?hash=${hashOf(1)}`)
    await waitFor(() => { expect(useNavigation.getState().place).toEqual({ page: 'studio', jobId: 'adopted' }) })
    expect(sentOf('jobs:adopt')).toEqual([{ hash: hashOf(1), apiBase: 'https://de2.mvsep.com/api', service: 'mvsep' }])
  })

  it('is refused with a sentence where it names none, or a stranger', async () => {
    render(<LibraryView />)
    await open('https://mvsep.com/')
    expect(await screen.findByText(/This is no link to a result of MVSEP/)).toBeTruthy()
    expect(sentOf('jobs:adopt')).toEqual([])
    adoption = { ok: false, error: { code: 'invalidInput' } }
    await open(`https://evil.example/?hash=${hashOf(1)}`)
    expect(await screen.findByText('This address is not MVSEP’s, so it was not opened.')).toBeTruthy()
  })

  it('opens when it is pasted beside any field, and is left alone in one', async () => {
    render(<><LibraryView /><DropOverlay /></>)
    const paste = (target: Element, text: string): void => { fireEvent.paste(target, { clipboardData: { files: [], getData: () => text } }) }
    paste(screen.getByRole('textbox', { name: 'Link or hash' }), hashOf(1))
    paste(document.body, 'any other text')
    expect(sentOf('jobs:adopt')).toEqual([])
    paste(document.body, hashOf(1))
    await waitFor(() => { expect(sentOf('jobs:adopt')).toHaveLength(1) })
  })
})
