import { type Sides, toFold } from '../../../shared/domain/mix'
import { KWeighting } from '../../../shared/domain/kWeighting'

/** So many stretches of the song are listened to, evenly spread. */
const STRETCHES = 16
const STRETCH_SECONDS = 0.35
/** What the filters need to forget that the sound was cut out. */
const SETTLING_SECONDS = 0.05
/** Beyond this a match would make silence loud or hurt the ears. */
const LEAST_DECIBELS = -24
const MOST_DECIBELS = 12
/** Below it (-90 dB) there is nothing to be matched. */
const LEAST_POWER = 1e-9

/**
 * How each source's K-weighted sound goes with each other's, left and right: one row a source. With it the loudness of
 * any mix of them (ITU-R BS.1770-5, without gating) is known without listening again: power = gains · table · gains.
 */
export interface LoudnessTable {
  readonly left: readonly (readonly number[])[]
  readonly right: readonly (readonly number[])[]
}

export interface LoudnessParts {
  /** Channels of each source, the original last. */
  readonly channels: readonly number[]
  readonly frames: number
  readonly sampleRateHz: number
  readonly fetchWindow: (startFrame: number, frames: number) => Promise<readonly Float32Array[]>
}

/** Listens to short stretches of every source all over the song; what `fetchWindow` throws passes through. */
export async function measureLoudness({ channels, frames, sampleRateHz, fetchWindow }: LoudnessParts): Promise<LoudnessTable> {
  const table = [0, 1].map(() => channels.map(() => channels.map(() => 0)))
  const count = Math.min(frames, Math.round(STRETCH_SECONDS * sampleRateHz))
  const settling = Math.min(count, Math.round(SETTLING_SECONDS * sampleRateHz))
  for (let stretch = 0; stretch < STRETCHES; stretch += 1) {
    const startFrame = Math.round(((frames - count) * (stretch + 0.5)) / STRETCHES)
    const sources = await fetchWindow(startFrame, count)
    for (const side of [0, 1] as const) {
      const weighted = sources.map((samples, source) => toWeighted(samples, channels[source] ?? 1, side, sampleRateHz).subarray(settling))
      addProducts(table[side] ?? [], weighted)
    }
  }
  const heard = STRETCHES * Math.max(1, count - settling)
  const [left = [], right = []] = table.map((rows) => rows.map((row) => row.map((sum) => sum / heard)))
  return { left, right }
}

function toWeighted(samples: Float32Array, channels: number, side: 0 | 1, sampleRateHz: number): Float32Array {
  const sum = new Float32Array(samples.length / channels)
  for (let channel = 0; channel < channels; channel += 1) {
    const share = toFold(channel, channels)[side]
    if (share === 0) continue
    for (let frame = 0; frame < sum.length; frame += 1) sum[frame] = (sum[frame] ?? 0) + share * (samples[frame * channels + channel] ?? 0)
  }
  new KWeighting(sampleRateHz).apply(sum)
  return sum
}

function addProducts(table: number[][], sources: readonly Float32Array[]): void {
  sources.forEach((one, row) => {
    for (let column = 0; column <= row; column += 1) {
      const other = sources[column] ?? one
      let sum = 0
      for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0)
      for (const [from, to] of row === column ? [[row, column] as const] : [[row, column] as const, [column, row] as const]) {
        const cells = table[from]
        if (cells) cells[to] = (cells[to] ?? 0) + sum
      }
    }
  })
}

/** What makes the original, the last source, as loud as the mix of `gains`: -24..12 dB; null when either is silent. */
export function toMatchDecibels(table: LoudnessTable, gains: readonly Sides[]): number | null {
  const original = table.left.length - 1
  const mix = [...gains.slice(0, original), [0, 0] as const]
  const alone = mix.map((_, source): Sides => (source === original ? [1, 1] : [0, 0]))
  const [mixPower, originalPower] = [toPower(table, mix), toPower(table, alone)]
  if (mixPower < LEAST_POWER || originalPower < LEAST_POWER) return null
  return Math.min(MOST_DECIBELS, Math.max(LEAST_DECIBELS, 10 * Math.log10(mixPower / originalPower)))
}

function toPower(table: LoudnessTable, gains: readonly Sides[]): number {
  const ofSide = (rows: LoudnessTable['left'], side: 0 | 1): number =>
    rows.reduce(
      (sum, row, one) => sum + row.reduce((inner, product, other) => inner + (gains[one]?.[side] ?? 0) * (gains[other]?.[side] ?? 0) * product, 0),
      0
    )
  return ofSide(table.left, 0) + ofSide(table.right, 1)
}
