import { CODE_FRAMES, decode } from './clickStems'

/** A stretch that was heard in one piece: frame after frame at full level. */
export interface Run {
  /** Index of its first sample in what was tapped. */
  readonly at: number
  readonly samples: number
  /** Time code of its first sample. */
  readonly code: number
}

export interface Heard {
  readonly runs: readonly Run[]
  readonly clicks: number
  /** Samples at which a stem was not where it belongs: a click beside time code 0, or one missing there. */
  readonly apart: number
}

/** A fade makes every sample fractional; a run shorter than this is chance. */
const LEAST_RUN = 64

/** Cuts what was tapped into runs and checks every sample of them: at time code 0 exactly `clicks`, elsewhere none. */
export function examine(samples: Float32Array, clicks: (at: number) => number): Heard {
  const runs: Run[] = []
  let run: { at: number; samples: number; code: number } | undefined
  let counted = 0
  let apart = 0
  const end = (): void => {
    if (run && run.samples >= LEAST_RUN) runs.push(run)
    run = undefined
  }
  for (let at = 0; at < samples.length; at += 1) {
    const found = samples[at] === 0 && !run ? undefined : decode(samples[at] ?? 0)
    const next = run ? (run.code + run.samples) % CODE_FRAMES : undefined
    if (!found || (next !== undefined && found.code !== next)) end()
    if (!found) continue
    run ??= { at, samples: 0, code: found.code }
    run.samples += 1
    // At the very edge of a run a fade may still be ending.
    if (run.samples < LEAST_RUN) continue
    if (found.code === 0) counted += 1
    if (found.clicks !== (found.code === 0 ? clicks(at) : 0)) apart += 1
  }
  end()
  return { runs, clicks: counted, apart }
}

/** Where in what was tapped a frame sounded, given the first run after `from` that goes on from it; undefined when none does. */
export function soundedAt(runs: readonly Run[], from: number, frame: number): number | undefined {
  for (const { at, code } of runs) {
    if (at < from) continue
    const since = (((code - frame) % CODE_FRAMES) + CODE_FRAMES) % CODE_FRAMES
    // A fade comes before the run; more than that is another place.
    return since < 1_000 ? at - since : undefined
  }
  return undefined
}

/** The value below which `share` of all lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
