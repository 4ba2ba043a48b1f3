// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Kept } from '../../../../shared/domain/kept'
import type { CheckerEntry, Leaderboard } from '../../../../shared/domain/qualityChecker'
import { DEFAULT_SETTINGS } from '../../../../shared/domain/settings'
import { useApp } from '../../stores/app'
import { openLeaderboard, useExplore } from '../../stores/explore'
import { useNavigation } from '../../stores/navigation'
import { useSubmission } from '../../stores/submission'
import { installBridge } from '../../testing/fakeBridge'
import { resetStores } from '../../testing/resetStores'
import { startTexts } from '../../text/i18n'
import { StemNeeds } from '../separate/StemNeeds'
import { ExploreView } from './ExploreView'

const NOW_MS = Date.now()
const kept = <T,>(value: T, change: Partial<Kept<T>> = {}): { ok: true; value: Kept<T> } => ({ ok: true, value: { value, fetchedAtMs: NOW_MS, fromCache: false, refreshError: null, ...change } })
const entry = (id: number, bass: number): CheckerEntry => ({
  id, datasetType: 1, datasetName: 'Multisong', algorithmName: `Model ${id}`, text: [], addedAtMs: id * 86_400_000, processedAtMs: null, status: 'processed', message: '',
  metrics: [`Metric sdr for bass: ${bass}`], scores: [{ key: 'sdr_bass', stem: 'bass', decibels: bass }], isEnsemble: false
})
const board = (sort: string | null, count = 2): Leaderboard => ({
  entries: Array.from({ length: count }, (_, index) => entry(index + 1, 12 - index)), hasMore: count === 20, sort: sort ?? 'sdr_vocals',
  sortables: [{ key: 'sdr_vocals', stem: 'vocals' }, { key: 'sdr_bass', stem: 'bass' }]
})
const page = (): void => { render(<ExploreView service="local" />) }

beforeAll(() => { startTexts() })
beforeEach(() => {
  resetStores()
  useExplore.setState(useExplore.getInitialState())
  useSubmission.setState(useSubmission.getInitialState())
})
afterEach(cleanup)

describe('the leaderboard', () => {
  it('comes sorted from a stem one needs, says so to everyone, and another column sorts anew', async () => {
    const bridge = installBridge({ 'checker:leaderboard': ({ sort }) => kept(board(sort)) })
    openLeaderboard('Bass')
    page()
    expect((await screen.findByRole('columnheader', { name: 'bass SDR' })).getAttribute('aria-sort')).toEqual('descending')
    expect(screen.getByRole('columnheader', { name: 'vocals SDR' }).getAttribute('aria-sort')).toEqual('none')
    await userEvent.click(screen.getByRole('button', { name: 'vocals SDR' }))
    await waitFor(() => { expect(screen.getByRole('columnheader', { name: 'vocals SDR' }).getAttribute('aria-sort')).toEqual('descending') })
    expect(bridge.sent.map(({ input }) => input)).toMatchObject([{ sort: 'sdr_bass', datasetType: 1, start: 0, limit: 20 }, { sort: 'sdr_vocals' }])
  })

  it('says when a dataset has no figures for the stem', async () => {
    installBridge({ 'checker:leaderboard': () => kept(board(null)) })
    openLeaderboard('Kazoo')
    page()
    expect(await screen.findByText(/no figures for kazoo/)).toBeTruthy()
  })

  it('asks for the next page, draws what it shows, and tells the same in words', async () => {
    const bridge = installBridge({ 'checker:leaderboard': ({ sort, start }) => kept(board(sort, start === 0 ? 20 : 3)) })
    openLeaderboard('bass')
    page()
    await userEvent.click(await screen.findByRole('button', { name: 'Next page' }))
    await waitFor(() => { expect(screen.getByText('21–23')).toBeTruthy() })
    expect(bridge.sent.at(-1)?.input).toMatchObject({ start: 20 })
    expect(screen.getByRole('button', { name: 'Next page' }).hasAttribute('disabled')).toBe(true)
    expect(screen.getByRole('img', { name: 'Best on this page, by stem' }).getAttribute('aria-description')).toEqual(expect.stringContaining('bass 12.00 dB by Model 1'))
    expect(screen.getByRole('img', { name: 'bass SDR over time, this page' })).toBeTruthy()
  })

  it('opens an entry with all its metrics', async () => {
    installBridge({ 'checker:leaderboard': ({ sort }) => kept(board(sort)), 'checker:entry': ({ entryId }) => kept(entry(entryId, 9)) })
    openLeaderboard('bass')
    page()
    await userEvent.click(await screen.findByRole('button', { name: 'Entry 2: Model 2' }))
    expect(within(await screen.findByRole('list', { name: 'All metrics' })).getByText('Metric sdr for bass: 9')).toBeTruthy()
  })
})

describe('from the picker', () => {
  const needs = (): void => { render(<StemNeeds algorithms={[]} needs={['vocals', 'instrumental']} onChange={() => undefined} />) }

  it('a stem one needs leads to who is best at it, where there is a service that measures', async () => {
    useApp.setState({ settings: { ...DEFAULT_SETTINGS, service: 'mvsep' } })
    needs()
    await userEvent.click(screen.getByRole('button', { name: 'Best for instrumental' }))
    expect(useExplore.getState()).toMatchObject({ part: 'leaderboard', leaderboard: { sort: 'sdr_instrum', datasetType: 1, name: '', start: 0 } })
    expect(useNavigation.getState().place).toEqual({ page: 'explore' })
    cleanup()
    useApp.setState({ settings: { ...DEFAULT_SETTINGS, service: 'local' } })
    needs()
    expect(screen.queryByRole('button', { name: /^Best for/ })).toBeNull()
  })
})

describe('a list', () => {
  it('shows its copy at once and the answer behind it', async () => {
    let asked = 0
    installBridge({ 'explore:news': ({ refresh }) => {
      asked += 1
      const items = [{ id: 1, title: refresh ? 'Fresh' : 'Old', text: [], publishedAtMs: null }]
      return kept({ items, hasMore: false, readUpToId: 5 }, { fromCache: !refresh })
    } })
    page()
    expect(await screen.findByText('Fresh')).toBeTruthy()
    expect(asked).toBe(2)
  })

  it('says why it is an older one', async () => {
    installBridge({ 'explore:news': () => kept({ items: [], hasMore: false, readUpToId: 0 }, { fromCache: true, refreshError: { code: 'offline' } }) })
    page()
    expect((await screen.findByRole('note')).textContent).toMatch(/This is from/)
    expect(screen.getByText('No news in this language right now.')).toBeTruthy()
  })

  it('that cannot be had offers another try', async () => {
    let broken = true
    installBridge({ 'explore:queue': () => broken ? { ok: false, error: { code: 'serverError' } } : kept({ queue: { inProcess: 2, byPlan: [{ plan: 'premium', waiting: 3 }], freeSeparations: { left: 4, max: 50 } }, ownPlan: 'premium', ahead: 7, waitSeconds: 90, ownJobs: 1 }) })
    useExplore.setState({ part: 'queue' })
    page()
    const again = await screen.findByRole('button', { name: 'Try again' })
    broken = false
    await userEvent.click(again)
    expect(await screen.findByText('7 jobs are before your next one.')).toBeTruthy()
    expect(screen.getByText('premium (yours)')).toBeTruthy()
    expect(screen.getByText('4 of 50')).toBeTruthy()
  })
})

describe('unread news', () => {
  it('are marked until they are said to be read', async () => {
    let readUpToId = 1
    const bridge = installBridge({
      'explore:news': () => kept({ items: [2, 1].map((id) => ({ id, title: `News ${id}`, text: [], publishedAtMs: null })), hasMore: false, readUpToId }),
      'explore:markNewsRead': ({ upToId }) => { readUpToId = upToId; return { ok: true, value: undefined } }
    })
    page()
    expect(await screen.findAllByText('New')).toHaveLength(1)
    await userEvent.click(screen.getByRole('button', { name: 'Mark as read' }))
    await waitFor(() => { expect(screen.queryByText('New')).toBeNull() })
    expect(bridge.sent.find(({ name }) => name === 'explore:markNewsRead')?.input).toEqual({ service: 'local', upToId: 2 })
  })
})

describe('an entry of one’s own', () => {
  const entries = () => kept({ entries: [], hasMore: false })

  it('is sent whole, and a refusal stands at its field; its password stays nowhere once it is in', async () => {
    let isTaken = false
    const bridge = installBridge({
      'checker:queue': entries,
      'checker:chooseZip': () => ({ ok: true, value: { zipId: 'z', fileName: 'stems.zip', sizeBytes: 5_000_000 } }),
      'checker:submit': () => ({ ok: true, value: isTaken ? { outcome: 'added', entryId: 77 } : { outcome: 'refused', message: '', fields: { algo_name: 'That name is taken.' } } })
    })
    useExplore.setState({ part: 'checker' })
    page()
    const form = await screen.findByRole('region', { name: 'Submit an entry' })
    const send = within(form).getByRole('button', { name: 'Send entry' })
    await userEvent.click(send)
    expect(within(form).getAllByText('This is needed.')).toHaveLength(4)
    expect(bridge.sent.some(({ name }) => name === 'checker:submit')).toBe(false)
    await userEvent.click(within(form).getByRole('button', { name: 'Choose a zip…' }))
    await userEvent.type(within(form).getByRole('textbox', { name: 'Name of the algorithm' }), 'Mine')
    await userEvent.type(within(form).getByRole('textbox', { name: 'Description' }), 'Home made')
    await userEvent.type(within(form).getByLabelText('Password of this entry'), 'open sesame')
    await userEvent.click(send)
    expect(await within(form).findByText('That name is taken.')).toBeTruthy()
    isTaken = true
    await userEvent.click(send)
    expect(await within(form).findByText('Your entry is in')).toBeTruthy()
    expect(within(form).getByLabelText<HTMLInputElement>('Password of this entry').value).toBe('')
    expect(bridge.sent.findLast(({ name }) => name === 'checker:submit')?.input).toEqual({ service: 'local', zipId: 'z', algorithmName: 'Mine', text: 'Home made', datasetType: 1, isEnsemble: false, password: 'open sesame' })
  })

  it('of which the answer was lost is to be looked for before it is sent again', async () => {
    installBridge({ 'checker:queue': entries })
    useSubmission.setState({ submission: { status: 'failed', error: { code: 'answerLost' } } })
    useExplore.setState({ part: 'checker' })
    page()
    expect(await screen.findByText(/before you send it again/)).toBeTruthy()
  })

  it('is deleted by number and password, after a second word', async () => {
    const bridge = installBridge({ 'checker:queue': entries, 'checker:delete': ({ password }) => ({ ok: true, value: { deleted: password === 'right', message: password === 'right' ? null : 'Wrong password' } }) })
    useExplore.setState({ part: 'checker' })
    page()
    const form = await screen.findByRole('region', { name: 'Delete an entry' })
    for (const [password, words] of [['wrong', 'Wrong password'], ['right', 'Entry 8 is deleted']] as const) {
      await userEvent.clear(within(form).getByRole('textbox', { name: 'Number of the entry' }))
      await userEvent.type(within(form).getByRole('textbox', { name: 'Number of the entry' }), '8')
      await userEvent.type(within(form).getByLabelText('Password of this entry'), password)
      await userEvent.click(within(form).getByRole('button', { name: 'Delete entry…' }))
      await userEvent.click(await screen.findByRole('button', { name: 'Delete entry 8' }))
      expect(await screen.findByText(words)).toBeTruthy()
    }
    expect(bridge.sent.filter(({ name }) => name === 'checker:delete')).toHaveLength(2)
  })
})
