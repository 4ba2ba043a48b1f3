// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '../../../../shared/domain/input'
import type { PrepareOffers } from '../../../../shared/domain/prepared'
import { useInputs } from '../../stores/inputs'
import { notePreparing, openPrepare } from '../../stores/prepare'
import { installBridge, type FakeBridge } from '../../testing/fakeBridge'
import { resetStores } from '../../testing/resetStores'
import { startTexts } from '../../text/i18n'
import { AddAudio } from '../separate/AddAudio'
import { PrepareHost } from './PrepareHost'

const song: Input = { id: 'a', name: 'Song.wav', sizeBytes: 120e6, durationSeconds: 600 }
const flac: Input = { id: 'a', name: 'Song.flac', sizeBytes: 70e6, durationSeconds: 600, prepared: { how: 'flac', fromName: 'Song.wav', fromSizeBytes: 120e6, fromDurationSeconds: 600 } }
const nothing: PrepareOffers = { flac: null, audioTrack: null, isSoundLocked: false, trial: false }

let bridge: FakeBridge
let offers: PrepareOffers
let answer: () => { ok: true; value: Input } | { ok: false; error: { code: 'dataDiskFull' | 'cancelled' } }

beforeEach(() => {
  startTexts('en')
  resetStores()
  offers = nothing
  answer = () => ({ ok: true, value: flac })
  bridge = installBridge({
    'inputs:offers': () => ({ ok: true, value: offers }),
    'inputs:prepare': () => answer(),
    'inputs:undoPrepared': () => ({ ok: true, value: song }),
    'inputs:stopPreparing': () => ({ ok: true, value: undefined })
  })
})
afterEach(cleanup)

const open = async (input: Input, found: PrepareOffers) => {
  offers = found
  useInputs.setState({ inputs: [input] })
  render(<><AddAudio /><PrepareHost /></>)
  await userEvent.click(screen.getByRole('button', { name: `More about ${input.name}` }))
  await userEvent.click(screen.getByRole('menuitem', { name: 'Before the upload…' }))
  return within(await screen.findByRole('dialog'))
}
const sent = (): unknown[] => bridge.sent.filter(({ name }) => name !== 'inputs:offers')

describe('what is sent of a song', () => {
  it('is told with its size before anything is made, and made at a press', async () => {
    const dialog = await open(song, { flac: { sizeBytes: 71e6, bits: 16, isExact: true }, audioTrack: null, isSoundLocked: false, trial: true })
    expect(await dialog.findByText('About 71.0 MB instead of 120.0 MB are sent. Every sample stays as it is.')).toBeTruthy()
    expect(sent()).toEqual([])
    await userEvent.click(dialog.getByRole('button', { name: 'Make FLAC' }))
    expect(sent()).toEqual([{ name: 'inputs:prepare', input: { inputId: 'a', preparation: { how: 'flac' } } }])
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByText('Song.flac')).toBeTruthy()
    expect(screen.getByText('FLAC, was 120.0 MB')).toBeTruthy()
    expect(screen.getByRole('status').textContent).toBe('Song.flac is ready: the song as FLAC, 70.0 MB.')
  })

  it('is nothing else when nothing is gained', async () => {
    expect(await (await open(song, nothing)).findByText('Nothing is gained here: it is sent as it is.')).toBeTruthy()
  })

  it('says when samples are rounded', async () => {
    const dialog = await open(song, { flac: { sizeBytes: 71e6, bits: 24, isExact: false }, audioTrack: null, isSoundLocked: false, trial: false })
    expect(await dialog.findByText(/Its 32-bit samples are rounded to 24 bits/)).toBeTruthy()
    expect(dialog.getByRole('button', { name: 'Make 24-bit FLAC' })).toBeTruthy()
  })

  it('of a video is its own sound, named', async () => {
    const dialog = await open({ ...song, name: 'Film.mp4' }, { flac: null, audioTrack: { sizeBytes: 6e6, codec: 'aac' }, isSoundLocked: false, trial: false })
    await userEvent.click(await dialog.findByRole('button', { name: 'Take out the sound' }))
    expect(sent()).toMatchObject([{ input: { preparation: { how: 'audioTrack' } } }])
  })

  it('of a video whose sound is locked in says so, and what can be done, beside what is offered', async () => {
    const dialog = await open({ ...song, name: 'Film.mkv' }, { ...nothing, isSoundLocked: true, trial: true })
    expect((await dialog.findByRole('note')).textContent).toContain('The sound of this video cannot be taken out here.')
    expect(dialog.getByRole('button', { name: 'Choose the part…' })).toBeTruthy()
    expect(dialog.queryByText(/Nothing is gained/)).toBeNull()
  })

  it('goes back to the song from the row', async () => {
    useInputs.setState({ inputs: [flac] })
    render(<><AddAudio /><PrepareHost /></>)
    await userEvent.click(screen.getByRole('button', { name: 'More about Song.flac' }))
    await userEvent.click(screen.getByRole('menuitem', { name: 'Send “Song.wav” as it is' }))
    expect(await screen.findByText('Song.wav')).toBeTruthy()
    expect(screen.queryByText(/^FLAC/)).toBeNull()
  })

  it('a failure stays in sight with what to do, and stopping is none', async () => {
    const dialog = await open(song, { flac: { sizeBytes: 71e6, bits: 16, isExact: true }, audioTrack: null, isSoundLocked: false, trial: false })
    answer = () => ({ ok: false, error: { code: 'dataDiskFull' } })
    await userEvent.click(await dialog.findByRole('button', { name: 'Make FLAC' }))
    expect(await dialog.findByText('There is no room for the file that would be sent.')).toBeTruthy()
    answer = () => ({ ok: false, error: { code: 'cancelled' } })
    await userEvent.click(dialog.getByRole('button', { name: 'Make FLAC' }))
    expect(dialog.queryByText('There is no room for the file that would be sent.')).toBeNull()
    expect(screen.getByRole('dialog')).toBeTruthy()
  })

  it('news of another song’s file change nothing here', () => {
    useInputs.setState({ inputs: [song] })
    openPrepare('a')
    notePreparing({ inputId: 'b', fraction: 0.5 })
    render(<PrepareHost />)
    expect(screen.queryByRole('progressbar')).toBeNull()
  })
})
