import { useEffect } from 'react'
import type { SavedMixer } from '../../../../shared/domain/savedMixer'
import type { Player, PlayerState } from '../../audio/player.types'
import { PLAIN_CONTROLS } from '../../audio/stemGains'
import { createThrottled } from '../../audio/throttle'
import { saveMixer } from '../../stores/studio'

/** A slider that moves is not written at each step. */
const LEAST_BETWEEN_MS = 300

const KEPT = ['controls', 'masterGain', 'loop', 'rate', 'semitones'] as const satisfies readonly (keyof PlayerState)[]

/** What is remembered of a player. */
function toSavedMixer(player: Player, { controls, masterGain, loop, rate, semitones }: PlayerState): SavedMixer {
  return {
    stems: player.session.stems.map(({ index }, position) => ({ index, ...(controls[position] ?? PLAIN_CONTROLS) })),
    masterGain,
    loop,
    rate,
    semitones
  }
}

/** Puts a player as it was left; stems that are not remembered stay plain. */
function restoreMixer(player: Player, { stems, masterGain, loop, rate, semitones }: SavedMixer): void {
  const byIndex = new Map(stems.map(({ index, ...controls }) => [index, controls]))
  player.setControls(player.session.stems.map(({ index }) => byIndex.get(index) ?? PLAIN_CONTROLS))
  player.setMasterGain(masterGain)
  player.setLoop(loop)
  player.setRate(rate)
  player.setSemitones(semitones)
}

/** Everything as it came: heard, in the middle, at its own level, not looped, as fast and as high as recorded. */
export function resetMixer(player: Player): void {
  player.setControls(player.session.stems.map(() => PLAIN_CONTROLS))
  player.setMasterGain(1)
  player.setLoop(null)
  player.setRate(1)
  player.setSemitones(0)
}

/**
 * Finds the mixer as it was left and keeps what changes: the first change at once, so that little is lost however the window ends; of
 * many the last is never lost.
 */
export function useRememberedMixer(player: Player, saved: SavedMixer | null): void {
  useEffect(() => {
    if (saved !== null) restoreMixer(player, saved)
    let kept = player.getState()
    const isChanged = (): boolean => KEPT.some((key) => player.getState()[key] !== kept[key])
    const save = (): void => {
      kept = player.getState()
      void saveMixer(player.session.jobId, toSavedMixer(player, kept))
    }
    const saving = createThrottled(save, LEAST_BETWEEN_MS)
    const end = player.subscribe(() => { if (isChanged()) saving.ask() })
    const leave = (): void => {
      saving.cancel()
      if (isChanged()) save()
    }
    window.addEventListener('pagehide', leave)
    return () => {
      end()
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [player, saved])
}
