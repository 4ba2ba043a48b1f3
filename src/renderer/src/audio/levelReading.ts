import type { Levels } from './player.types'
import type { MixerLevels } from './protocol'

export interface LevelReading {
  add(levels: MixerLevels): void
  /** The peaks since the last call. */
  take(): Levels
  resetClip(): void
}

/** Keeps the mixer's peaks until somebody looks: meters draw less often, or more often, than the mixer reports. */
export function createLevelReading(stems: number): LevelReading {
  let peaks = new Float32Array(stems)
  let left = 0
  let right = 0
  let clipped = false
  return {
    add({ sources, master }) {
      for (let stem = 0; stem < stems; stem += 1) peaks[stem] = Math.max(peaks[stem] ?? 0, sources[stem] ?? 0)
      left = Math.max(left, master[0])
      right = Math.max(right, master[1])
      // One 32-bit rounding above full scale is full scale.
      if (Math.max(left, right) > 1 + 1e-6) clipped = true
    },
    take() {
      const taken: Levels = { stems: peaks, master: [left, right], clipped }
      peaks = new Float32Array(stems)
      left = 0
      right = 0
      return taken
    },
    resetClip() {
      clipped = false
    }
  }
}
