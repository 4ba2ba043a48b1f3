/** Frames chosen as similar, at most; also how many must be at hand before a background is believed. */
const MOST_SIMILAR = 24
const LEAST_SIMILAR = 5
/** Bands in which frames are compared; fewer than bins, because likeness needs no fine detail. */
const BANDS = 160

export interface RepeatingSettings {
  readonly bins: number
  /** Frames looked through before and after each frame. */
  readonly reachFrames: number
  /** Frames that must lie between two chosen ones, so that neighbours do not stand for repetition. */
  readonly distanceFrames: number
}

/**
 * The background that repeats: for each frame the most similar ones around it are found, and the median of their
 * magnitudes, bin by bin, is what they share; a voice that sings something else each time falls out. Z. Rafii,
 * B. Pardo: "Music/Voice Separation using the Similarity Matrix", Proc. 13th ISMIR, Porto, 2012, with a window of
 * bounded length as in "Online REPET-SIM for Real-time Speech Enhancement", Proc. IEEE ICASSP, 2013,
 * DOI 10.1109/ICASSP.2013.6637768.
 */
export class RepeatingModel {
  private readonly frames: Float32Array[]
  private readonly features: Float32Array[]
  private readonly similar: Float32Array[] = []
  private readonly likeness: Float32Array
  private readonly candidates = new Float32Array(MOST_SIMILAR)
  private seen = 0

  constructor(private readonly settings: RepeatingSettings) {
    const held = 2 * settings.reachFrames + 1
    this.frames = Array.from({ length: held }, () => new Float32Array(settings.bins))
    this.features = Array.from({ length: held }, () => new Float32Array(BANDS))
    this.likeness = new Float32Array(held)
  }

  /** Takes in the magnitudes of the newest frame. */
  push(magnitude: Float32Array): void {
    const index = this.seen % this.frames.length
    this.frames[index]?.set(magnitude)
    const feature = this.features[index]
    if (feature) describe(magnitude, feature)
    this.seen++
  }

  /** Writes the repeating part of each bin (0..1) of the frame `reachFrames` before the newest into `share`. */
  measure(share: Float64Array): void {
    const held = this.frames.length
    const middle = this.seen - 1 - this.settings.reachFrames
    const magnitude = this.frames[middle % held]
    const chosen = this.chooseSimilar(middle)
    if (!magnitude || chosen < LEAST_SIMILAR) {
      share.fill(chosen < LEAST_SIMILAR ? 0 : 1)
      return
    }
    const half = (chosen - 1) / 2
    for (let bin = 0; bin < this.settings.bins; bin++) {
      for (let index = 0; index < chosen; index++) {
        const value = this.similar[index]?.[bin] ?? 0
        let place = index
        while (place > 0 && (this.candidates[place - 1] ?? 0) > value) {
          this.candidates[place] = this.candidates[place - 1] ?? 0
          place--
        }
        this.candidates[place] = value
      }
      const repeating = ((this.candidates[Math.floor(half)] ?? 0) + (this.candidates[Math.ceil(half)] ?? 0)) / 2
      const own = magnitude[bin] ?? 0
      const shared = Math.min(repeating, own) ** 2
      const rest = Math.max(0, own - repeating) ** 2
      share[bin] = shared + rest > 0 ? shared / (shared + rest) : 1
    }
  }

  /** Fills the first places of `similar` with the most similar frames, the frame itself first; returns how many. */
  private chooseSimilar(middle: number): number {
    const held = this.frames.length
    const feature = this.features[middle % held]
    if (!feature || middle < 0) return 0
    const first = Math.max(0, this.seen - held)
    for (let frame = first; frame < this.seen; frame++) {
      const other = this.features[frame % held]
      let product = 0
      for (let band = 0; band < BANDS; band++) product += (feature[band] ?? 0) * (other?.[band] ?? 0)
      this.likeness[frame - first] = product
    }
    let chosen = 0
    while (chosen < MOST_SIMILAR) {
      const best = this.bestLikeness(this.seen - first)
      if (best < 0) break
      const frame = this.frames[(first + best) % held]
      if (frame) this.similar[chosen++] = frame
      const reach = this.settings.distanceFrames
      this.likeness.fill(-1, Math.max(0, best - reach), Math.min(this.seen - first, best + reach + 1))
    }
    return chosen
  }

  private bestLikeness(count: number): number {
    let best = -1
    let bestValue = 0
    for (let index = 0; index < count; index++) {
      const value = this.likeness[index] ?? 0
      if (value > bestValue) {
        best = index
        bestValue = value
      }
    }
    return best
  }
}

/** Magnitudes gathered into bands that widen with frequency, as a vector of length 1. */
function describe(magnitude: Float32Array, feature: Float32Array): void {
  const exponent = Math.log(magnitude.length)
  let power = 0
  let start = 0
  for (let band = 0; band < feature.length; band++) {
    const end = Math.max(start + 1, Math.floor(Math.exp((exponent * (band + 1)) / feature.length)))
    let sum = 0
    for (let bin = start; bin < end && bin < magnitude.length; bin++) sum += magnitude[bin] ?? 0
    feature[band] = sum
    power += sum * sum
    start = end
  }
  const scale = power > 0 ? 1 / Math.sqrt(power) : 0
  for (let band = 0; band < feature.length; band++) feature[band] = (feature[band] ?? 0) * scale
}
