import type { Player } from '../../audio/player.types'
import { fall, FLOOR_DECIBELS, toMeterDecibels } from './meterScale'

/** Peaks in dB as meters show them. */
export interface MeterReading {
  readonly stems: readonly number[]
  readonly left: number
  readonly right: number
}

export interface LevelHub {
  /** Told on each drawn frame while anything is to be seen. */
  subscribe(onReading: (reading: MeterReading) => void): () => void
  /** Told when the clip light goes on or off. */
  readonly onClipped: (listener: () => void) => () => void
  readonly clipped: () => boolean
  resetClip(): void
  /** Begins to read; the answer ends it. */
  start(): () => void
}

/** With less motion wanted, meters step this often instead of moving. */
const CALM_INTERVAL_MS = 400

/**
 * Reads the player's levels once a frame for all meters: whoever reads takes them, so there is one reader. Nothing runs
 * while nothing sounds.
 */
export function createLevelHub(player: Player, reducedMotion: () => boolean): LevelHub {
  const readers = new Set<(reading: MeterReading) => void>()
  const clipListeners = new Set<() => void>()
  let stems = player.session.stems.map(() => FLOOR_DECIBELS)
  let left = FLOOR_DECIBELS
  let right = FLOOR_DECIBELS
  let clipped = false
  let request = 0
  let readAtMs = 0
  let running = false

  function read(nowMs: number): void {
    const calm = reducedMotion()
    if (calm && nowMs - readAtMs < CALM_INTERVAL_MS) return next()
    const elapsed = calm ? Infinity : (nowMs - readAtMs) / 1_000
    readAtMs = nowMs
    const levels = player.levels()
    stems = stems.map((shown, stem) => fall(shown, toMeterDecibels(levels.stems[stem] ?? 0), elapsed))
    left = fall(left, toMeterDecibels(levels.master[0]), elapsed)
    right = fall(right, toMeterDecibels(levels.master[1]), elapsed)
    setClipped(levels.clipped)
    readers.forEach((reader) => { reader({ stems, left, right }) })
    next()
  }
  function next(): void {
    running = player.getState().playing || stems.some((level) => level > FLOOR_DECIBELS) || Math.max(left, right) > FLOOR_DECIBELS
    if (running) request = requestAnimationFrame(read)
  }
  function setClipped(value: boolean): void {
    if (value === clipped) return
    clipped = value
    clipListeners.forEach((listener) => { listener() })
  }
  function wake(): void {
    if (running || !player.getState().playing) return
    running = true
    readAtMs = performance.now()
    request = requestAnimationFrame(read)
  }

  return {
    subscribe(onReading) {
      readers.add(onReading)
      onReading({ stems, left, right })
      return () => { readers.delete(onReading) }
    },
    onClipped(listener) {
      clipListeners.add(listener)
      return () => { clipListeners.delete(listener) }
    },
    clipped: () => clipped,
    resetClip() {
      player.resetClip()
      setClipped(false)
    },
    start() {
      const stopListening = player.subscribe(wake)
      wake()
      return () => {
        stopListening()
        cancelAnimationFrame(request)
        running = false
      }
    }
  }
}
