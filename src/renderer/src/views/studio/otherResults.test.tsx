// @vitest-environment happy-dom
import { act, cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import type { Player } from '../../audio/player.types'
import { installBridge } from '../../testing/fakeBridge'
import { resetStores } from '../../testing/resetStores'
import { job, remote, stemFile } from '../../testing/samples'
import { useJobs } from '../../stores/jobs'
import { startTexts } from '../../text/i18n'
import '../../text/studioTexts'
import { DamagedResults } from './DamagedResults'
import { OtherResults } from './OtherResults'
import { SessionFacts } from './SessionFacts'

beforeAll(() => { startTexts() })
afterEach(() => {
  cleanup()
  resetStores()
})

const HOSTILE = '<img src=x onerror=alert(1)>'

/** Only what words and facts ask a player for. */
function smallPlayer(tempo: { rate: number; semitones: number } = { rate: 1, semitones: 0 }) {
  const state = { status: 'ready', playing: false, ...tempo }
  const seek = vi.fn()
  const setMonitor = vi.fn()
  const part = {
    session: { jobId: 'job', sampleRateHz: 1_000, frames: 60_000, stems: [], original: {}, unplayable: ['a.srt', 'b.xyz', 'c.flac'], damaged: ['c.flac'] },
    getState: () => state,
    subscribe: () => () => undefined,
    positionFrames: () => 12_600,
    seek,
    setMonitor
  }
  return { player: part as unknown as Player, seek, setMonitor }
}

it('shows words as text, leads to where they are said, and saves them', async () => {
  const bridge = installBridge({
    'studio:loadTexts': () => ({ ok: true, value: [{
      stemIndex: 3, name: 'Text', fileName: 'a.srt', isCut: false,
      lines: [{ startSeconds: 1, endSeconds: 3, text: 'first' }, { startSeconds: 12.5, endSeconds: 15, text: HOSTILE }]
    }] }),
    'exports:saveText': () => ({ ok: true, value: { fileName: null } })
  })
  const { player, seek, setMonitor } = smallPlayer()
  render(<OtherResults player={player} />)
  const card = within(await screen.findByRole('region', { name: 'Text' }))
  expect(card.getByText(HOSTILE).closest('li')?.getAttribute('aria-current')).toBe('true')
  await userEvent.click(card.getByRole('button', { name: 'Go to 0:01' }))
  expect(seek).toHaveBeenCalledWith(1_000)
  expect(setMonitor).toHaveBeenCalledWith('original')
  await userEvent.click(card.getByRole('button', { name: 'Save as subtitles…' }))
  expect(bridge.sent).toContainEqual({ name: 'exports:saveText', input: { jobId: 'job', stemIndex: 3, format: 'srt' } })
  expect(screen.getByText(/One file is not audio that can be played here: b\.xyz/)).toBeTruthy()
  expect(screen.queryByText(/a\.srt/)).toBeNull()
})

it('names what is damaged, what comes out later too, and has it fetched again', async () => {
  const bridge = installBridge({ 'jobs:fetchAgain': () => ({ ok: true, value: undefined }) })
  const files = ['a.wav', 'late.flac', 'c.flac'].map((fileName, index) => ({ ...stemFile(index), fileName, damaged: index > 0 }))
  render(<DamagedResults session={smallPlayer().player.session} />)
  expect(screen.getByText('One result is damaged or missing: c.flac')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Download again' })).toBeNull()
  act(() => { useJobs.setState({ jobs: [{ ...job({ phase: 'ready', remote, files, finishedAtMs: 1 }), id: 'job' }] }) })
  expect(await screen.findByText('2 results are damaged or missing: c.flac, late.flac')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Download again' }))
  expect(bridge.sent).toContainEqual({ name: 'jobs:fetchAgain', input: { jobId: 'job', stemIndexes: [1, 2] } })
})

it('says tempo and key as they sound, and nothing where nothing was found', async () => {
  installBridge({ 'studio:songFacts': () => ({ ok: true, value: { beatsPerMinute: 120, key: { tonic: 9, mode: 'minor' } } }) })
  render(<SessionFacts player={smallPlayer({ rate: 0.5, semitones: 3 }).player} />)
  expect((await screen.findByRole('note')).textContent).toBe('≈ 60 BPM · ≈ C minor (estimate)')
  cleanup()
  resetStores()
  installBridge({ 'studio:songFacts': () => ({ ok: true, value: { beatsPerMinute: null, key: null } }) })
  const { container } = render(<SessionFacts player={smallPlayer().player} />)
  await vi.waitFor(() => { expect(container.textContent).toBe('') })
})
