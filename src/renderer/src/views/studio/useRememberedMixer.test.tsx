// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { SavedMixer } from '../../../../shared/domain/savedMixer'
import type { Player, PlayerState } from '../../audio/player.types'
import { PLAIN_CONTROLS } from '../../audio/stemGains'
import { installBridge } from '../../testing/fakeBridge'
import { resetMixer, useRememberedMixer } from './useRememberedMixer'

const PLAIN = { controls: [PLAIN_CONTROLS], masterGain: 1, loop: null, rate: 1, semitones: 0 }
const SAVED: SavedMixer = { stems: [{ index: 4, ...PLAIN_CONTROLS, muted: true }], masterGain: 0.5, loop: { startFrame: 10, endFrame: 99_000 }, rate: 0.75, semitones: -3 }

/** Only what the mixer sets and reads. */
function smallPlayer(): { player: Player; state: () => Partial<PlayerState> } {
  const listeners = new Set<() => void>()
  let state: Partial<PlayerState> = PLAIN
  const set = (next: Partial<PlayerState>): void => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }
  const part = {
    session: { jobId: 'job', stems: [{ index: 4 }] }, getState: () => state,
    subscribe: (listener: () => void) => { listeners.add(listener); return () => listeners.delete(listener) },
    setControls: (controls: PlayerState['controls']) => { set({ controls }) }, setMasterGain: (masterGain: number) => { set({ masterGain }) },
    setLoop: (loop: PlayerState['loop']) => { set({ loop }) }, setRate: (rate: number) => { set({ rate }) }, setSemitones: (semitones: number) => { set({ semitones }) }
  }
  return { player: part as unknown as Player, state: () => state }
}

let saved: unknown[] = []
beforeEach(() => {
  saved = []
  vi.useFakeTimers()
  installBridge({ 'studio:saveMixer': (input) => { saved.push(input); return { ok: true, value: undefined } } })
})
afterEach(() => { vi.useRealTimers() })

it('finds the mixer as it was left, speed, pitch and loop with it', () => {
  const { player, state } = smallPlayer()
  renderHook(() => { useRememberedMixer(player, SAVED) })
  expect(state()).toEqual({ controls: [{ ...PLAIN_CONTROLS, muted: true }], masterGain: 0.5, loop: { startFrame: 10, endFrame: 99_000 }, rate: 0.75, semitones: -3 })
  vi.advanceTimersByTime(1_000)
  expect(saved).toEqual([])
})

it.each([
  ['speed', (player: Player) => { player.setRate(1.5) }, { rate: 1.5 }],
  ['pitch', (player: Player) => { player.setSemitones(2) }, { semitones: 2 }],
  ['everything set back', resetMixer, { rate: 1, semitones: 0, masterGain: 1, loop: null, stems: [{ index: 4, ...PLAIN_CONTROLS }] }]
])('keeps %s', (_what, change, kept) => {
  const { player } = smallPlayer()
  renderHook(() => { useRememberedMixer(player, SAVED) })
  act(() => { change(player) })
  vi.advanceTimersByTime(1_000)
  expect(saved.at(-1)).toEqual({ jobId: 'job', mixer: { ...SAVED, ...kept } })
})

it('keeps the first of many changes at once, and never one at each step', () => {
  const { player } = smallPlayer()
  renderHook(() => { useRememberedMixer(player, SAVED) })
  for (const rate of [0.8, 0.85, 0.9]) {
    player.setRate(rate)
    vi.advanceTimersByTime(40)
  }
  expect(saved).toEqual([{ jobId: 'job', mixer: { ...SAVED, rate: 0.8 } }])
  vi.advanceTimersByTime(1_000)
  expect(saved).toEqual([{ jobId: 'job', mixer: { ...SAVED, rate: 0.8 } }, { jobId: 'job', mixer: { ...SAVED, rate: 0.9 } }])
})

it.each([
  ['the window ends', () => { window.dispatchEvent(new Event('pagehide')) }],
  ['the Studio is left', (leave: () => void) => { leave() }]
])('keeps what was changed a moment before %s, once', (_what, end) => {
  const { player } = smallPlayer()
  const { unmount } = renderHook(() => { useRememberedMixer(player, SAVED) })
  player.setRate(0.8)
  player.setSemitones(2)
  end(unmount)
  unmount()
  vi.advanceTimersByTime(1_000)
  expect(saved.slice(1)).toEqual([{ jobId: 'job', mixer: { ...SAVED, rate: 0.8, semitones: 2 } }])
})
