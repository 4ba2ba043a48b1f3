import { KWeighting } from '../../../shared/domain/kWeighting'
import { openSound } from '../openSound'

const BLOCK_SECONDS = 0.4
/** Gating blocks overlap by three quarters. */
const STEPS_A_BLOCK = 4
const ABSOLUTE_GATE_LUFS = -70
const RELATIVE_GATE_LU = -10
/** What a channel counts for, left first: those behind the listener more, the one for low effects not at all. */
const SURROUND_WEIGHTS = [1, 1, 1, 0, 1.41, 1.41] as const

/**
 * The integrated loudness of a file in LUFS: ITU-R BS.1770-5, annex 1, K-weighted and gated. Null for what is silent or
 * shorter than 0.4 s. @throws CodecError, Node's I/O errors
 */
export async function fileLoudness(path: string): Promise<number | null> {
  const reader = await openSound(path)
  try {
    const { sampleRateHz, channels } = reader
    const filters = Array.from({ length: channels }, () => new KWeighting(sampleRateHz))
    const stepFrames = Math.round((BLOCK_SECONDS / STEPS_A_BLOCK) * sampleRateHz)
    const steps: number[] = []
    let power = 0
    let filled = 0
    for await (const block of reader.blocks()) {
      const weighted = block.map((samples, channel) => {
        const own = Float64Array.from(samples)
        filters[channel]?.apply(own)
        return own
      })
      for (let frame = 0; frame < (weighted[0]?.length ?? 0); frame += 1) {
        for (let channel = 0; channel < channels; channel += 1) {
          power += weightOf(channel, channels) * (weighted[channel]?.[frame] ?? 0) ** 2
        }
        filled += 1
        if (filled < stepFrames) continue
        steps.push(power / stepFrames)
        power = 0
        filled = 0
      }
    }
    return integrate(steps)
  } finally {
    await reader.close()
  }
}

const weightOf = (channel: number, channels: number): number => (channels === 6 ? (SURROUND_WEIGHTS[channel] ?? 1) : 1)
const toLufs = (power: number): number => -0.691 + 10 * Math.log10(power)
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

function integrate(steps: readonly number[]): number | null {
  const blocks = steps.slice(STEPS_A_BLOCK - 1).map((_, at) => mean(steps.slice(at, at + STEPS_A_BLOCK)))
  const heard = blocks.filter((power) => toLufs(power) > ABSOLUTE_GATE_LUFS)
  if (heard.length === 0) return null
  const gate = toLufs(mean(heard)) + RELATIVE_GATE_LU
  return toLufs(mean(heard.filter((power) => toLufs(power) > gate)))
}
