// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Job } from '../../../../shared/domain/job'
import { useJobs } from '../../stores/jobs'
import { installBridge, type FakeBridge } from '../../testing/fakeBridge'
import { resetStores } from '../../testing/resetStores'
import { job, remote, stemFile } from '../../testing/samples'
import { startTexts } from '../../text/i18n'
import { JobsCard } from './JobsCard'

let bridge: FakeBridge
const song = (id: string, part: Partial<Job> = {}): Job =>
  ({ ...job({ phase: 'queued', hold: null }, { id, position: id.charCodeAt(0), input: { name: `${id}.wav`, sizeBytes: 9, durationSeconds: 1 } }), ...part }) as Job
const ready = (id: string, createdAtMs: number): Job =>
  ({ ...song(id), ...job({ phase: 'ready', remote, files: [stemFile(0)], finishedAtMs: 1 }, { id, createdAtMs, input: { name: `${id}.wav`, sizeBytes: 9, durationSeconds: 1 } }) })
const show = (...jobs: readonly Job[]): void => {
  useJobs.getState().replaceAll(jobs)
  render(<JobsCard />)
}
const names = (): string[] => screen.getAllByRole('listitem').map((row) => row.getAttribute('data-id') ?? '')
const box = (name: string): HTMLElement => screen.getByRole('checkbox', { name: `Select ${name}.wav` })
const selected = (): string => screen.getAllByRole('listitem').filter((row) => row.getAttribute('data-selected') === 'true').map((row) => row.getAttribute('data-id')).join('')
const focused = (): string | null | undefined => document.activeElement?.closest('li')?.getAttribute('data-id')
const tools = () => within(screen.getByRole('toolbar', { name: 'Selected jobs' }))

beforeEach(() => {
  startTexts('en')
  resetStores()
  const done = () => ({ ok: true, value: undefined }) as const
  bridge = installBridge({
    'jobs:pause': done, 'jobs:resume': done, 'jobs:retry': done, 'jobs:remove': done, 'jobs:restore': done, 'jobs:move': done, 'jobs:stopFollowing': done,
    'jobs:cancel': ({ jobIds }) => ({ ok: true, value: jobIds.map(() => ({ outcome: 'here' }) as const) }),
    'jobs:reuseInput': () => ({ ok: true, value: { added: [], refused: [] } })
  })
})
afterEach(cleanup)

describe('the order of the jobs', () => {
  it('is: under way, the queue in its order, then what came to rest, newest first', () => {
    show(ready('y', 1), ready('z', 2), song('c'), song('b'), job({ phase: 'waiting', remote, queueCount: null, currentOrder: null }, { id: 'd', position: 900 }))
    expect(names()).toEqual(['d', 'b', 'c', 'z', 'y'])
  })
})

describe('a row', () => {
  it('follows its job', () => {
    show(song('a'), song('b'))
    act(() => { useJobs.getState().apply({ jobs: [song('b', { hold: 'oneAtATime' })], removedIds: [] }) })
    expect(screen.getByText('Waits for your other job: one at a time without premium')).toBeTruthy()
  })
})

describe('the keys of the list', () => {
  it('move, select, extend, select all and let go', async () => {
    show(song('a'), song('b'), song('c'))
    await userEvent.tab()
    expect(focused()).toBe('a')
    await userEvent.keyboard('{ArrowDown} ')
    expect([focused(), selected()]).toEqual(['b', 'b'])
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}')
    expect([focused(), selected()]).toEqual(['c', 'bc'])
    await userEvent.keyboard('{Control>}a{/Control}{Home}')
    expect([focused(), selected()]).toEqual(['a', 'abc'])
    await userEvent.keyboard('{Escape}{End}')
    expect([focused(), selected()]).toEqual(['c', ''])
  })

  it('move a job in the queue, and say where it stands now', async () => {
    show(song('a'), song('b'), song('c'))
    box('c').focus()
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}')
    expect(bridge.sent).toEqual([{ name: 'jobs:move', input: { jobIds: ['c'], beforeJobId: 'b' } }])
    expect(screen.getByText('c.wav: place 2 of 3 in the queue.')).toBeTruthy()
    act(() => { useJobs.getState().apply({ jobs: [song('c', { position: 97.5 })], removedIds: [] }) })
    expect([names(), focused()]).toEqual([['a', 'c', 'b'], 'c'])
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}')
    expect(bridge.sent.at(-1)).toEqual({ name: 'jobs:move', input: { jobIds: ['c'], beforeJobId: null } })
    await userEvent.keyboard('{End}{Alt>}{ArrowDown}{/Alt}')
    expect(bridge.sent).toHaveLength(2)
  })

  it('take jobs off the list, go on with the next one, and bring them back', async () => {
    show(song('a'), song('b'), song('c'))
    box('b').focus()
    await userEvent.keyboard('{Delete}')
    expect([bridge.sent[0], focused()]).toEqual([{ name: 'jobs:remove', input: { jobIds: ['b'] } }, 'c'])
    await userEvent.keyboard('{Control>}z{/Control}')
    expect(bridge.sent[1]).toEqual({ name: 'jobs:restore', input: { jobIds: ['b'] } })
  })

  it('leave what is under way to Cancel', async () => {
    show(job({ phase: 'uploading' }, { id: 'u', input: { name: 'u.wav', sizeBytes: 1, durationSeconds: 1 } }))
    box('u').focus()
    await userEvent.keyboard('{Delete}')
    expect(bridge.sent).toEqual([])
  })
})

describe('the toolbar of the selection', () => {
  it('holds what applies, and does it to all it applies to', async () => {
    show(song('a'), song('b', { paused: true, hold: 'paused' }), ready('z', 1))
    await userEvent.click(box('a'))
    await userEvent.click(box('z'), {})
    fireEvent.click(box('b'))
    expect(tools().getByText('3 selected')).toBeTruthy()
    expect(tools().getAllByRole('button').map((button) => button.getAttribute('aria-label')))
      .toEqual(['Pause', 'Resume', 'Move to the top', 'Cancel', 'Remove', 'Clear selection'])
    for (const name of ['Pause', 'Resume', 'Cancel', 'Remove']) await userEvent.click(tools().getByRole('button', { name }))
    expect(bridge.sent).toEqual([
      { name: 'jobs:pause', input: { jobIds: ['a'] } }, { name: 'jobs:resume', input: { jobIds: ['b'] } },
      { name: 'jobs:cancel', input: { jobIds: ['a', 'b'] } }, { name: 'jobs:remove', input: { jobIds: ['a', 'b', 'z'] } }
    ])
  })

  it('keeps the focus when the button that was pressed goes away', async () => {
    show(song('a'))
    await userEvent.click(box('a'))
    const pause = tools().getByRole('button', { name: 'Pause' })
    pause.focus()
    await userEvent.keyboard('{Enter}')
    act(() => { useJobs.getState().apply({ jobs: [song('a', { paused: true, hold: 'paused' })], removedIds: [] }) })
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Resume')
  })

  it('selects a range with Shift, and a row anywhere with Ctrl', () => {
    show(song('a'), song('b'), song('c'), song('d'))
    fireEvent.click(screen.getByText('a.wav'), { ctrlKey: true })
    fireEvent.click(screen.getByText('c.wav'), { shiftKey: true })
    expect(selected()).toBe('abc')
    fireEvent.click(screen.getByText('d.wav'))
    expect(selected()).toBe('abc')
  })
})

describe('the menu of a row', () => {
  const choose = async (name: string): Promise<void> => {
    await userEvent.click(screen.getByRole('button', { name: /^More about/ }))
    await userEvent.click(screen.getByRole('menuitem', { name }))
  }
  it('pauses, stops following and tries another model', async () => {
    show(job({ phase: 'processing', remote, message: null }))
    await choose('Pause')
    await choose('Stop following: it goes on at the service')
    await choose('Run again with another model')
    expect(bridge.sent.map(({ name }) => name)).toEqual(['jobs:pause', 'jobs:stopFollowing', 'jobs:reuseInput'])
  })

  it('offers another model for what has a song alone: words and what was made here have none', async () => {
    const words = { name: 'A slow tune', sizeBytes: 0, durationSeconds: null }
    show(song('words', { input: words }), { ...ready('done', 1), input: words }, { ...ready('made', 2), madeHere: { kind: 'joined', fromJobIds: ['words'] } })
    const [menu, ...others] = screen.getAllByRole('button', { name: /^More about/ })
    expect(others).toEqual([])
    if (menu !== undefined) await userEvent.click(menu)
    expect(screen.getAllByRole('menuitem').map(({ textContent }) => textContent)).not.toContain('Run again with another model')
    expect(screen.getByRole('menuitem', { name: 'Remove from list' })).toBeTruthy()
  })
})

describe('a list of a thousand jobs', () => {
  it('draws what is in sight, keeps the whole selectable, and its words stay by their rows', async () => {
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(90)
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300)
    show(...Array.from({ length: 1_000 }, (_, index) => song(`job ${index}`, { position: index })))
    const rows = await screen.findAllByRole('listitem')
    expect(rows.length).toBeGreaterThan(3)
    expect(rows.length).toBeLessThan(60)
    expect(rows[1]?.getAttribute('aria-setsize')).toBe('1000')
    box('job 0').focus()
    await userEvent.keyboard('{Control>}a{/Control}')
    expect(tools().getByText('1,000 selected')).toBeTruthy()
    vi.restoreAllMocks()
  })
})
