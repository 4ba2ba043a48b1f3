import { ifft } from 'fourier-transform'
import { FRAME_SIZE, type SongProfile } from './spectra'

const MOST_DB = 15
/** Densities below this share of a song per Hz count as nothing: silence is not to be made equal to silence. */
const NOTHING = 1e-13
/** Samples by which the filter looks ahead and back. */
export const FILTER_REACH = FRAME_SIZE / 2 - 1

/** Filters (2 * FILTER_REACH + 1 taps, symmetric: linear phase) that give a target the tone of a reference, middle first. */
export function toneFilters(target: SongProfile, reference: SongProfile): readonly Float64Array[] {
  const middle = toTaps(corrections(target, target.middle, reference, reference.middle))
  if (!target.side) return [middle]
  // A reference of one channel says nothing about width: the side then takes the middle's correction.
  return [middle, reference.side ? toTaps(corrections(target, target.side, reference, reference.side)) : middle]
}

/** Factor by bin, within 15 dB. Above what the reference's rate can hold, its last one goes on. */
function corrections(target: SongProfile, from: Float64Array, reference: SongProfile, to: Float64Array): Float64Array {
  const ratio = target.sampleRateHz / reference.sampleRateHz
  const last = Math.floor(0.95 * (to.length - 1))
  return from.map((power, bin) => {
    const wantedAt = Math.min(ratio * bin, last)
    const ownAt = wantedAt === last ? Math.min(from.length - 1, Math.round(last / ratio)) : bin
    const own = ownAt === bin ? power : (from[ownAt] ?? 0)
    const below = Math.floor(wantedAt)
    const wanted = (to[below] ?? 0) + (wantedAt - below) * ((to[below + 1] ?? to[below] ?? 0) - (to[below] ?? 0))
    const gainDb = 10 * Math.log10((wanted + NOTHING) / (own + NOTHING))
    return 10 ** (Math.min(MOST_DB, Math.max(-MOST_DB, gainDb)) / 20)
  })
}

function toTaps(gains: Float64Array): Float64Array {
  const around = ifft(gains, new Float64Array(gains.length), new Float64Array(FRAME_SIZE))
  return Float64Array.from({ length: 2 * FILTER_REACH + 1 }, (_, index) => {
    const at = index - FILTER_REACH
    return (around[(at + FRAME_SIZE) % FRAME_SIZE] ?? 0) * (0.5 + 0.5 * Math.cos((Math.PI * at) / (FILTER_REACH + 1)))
  })
}
