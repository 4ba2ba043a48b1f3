interface Biquad {
  readonly b: readonly [number, number, number]
  readonly a: readonly [number, number]
}

/**
 * The K-weighting of ITU-R BS.1770-5, annex 1: a shelf for the head and a high-pass for how little low frequencies count.
 * The recommendation lists coefficients for 48 kHz; the analogue parameters behind them (De Man, "Evaluation of
 * implementations of the EBU R128 loudness measurement", AES 145, 2018) give the filters of any rate. Keeps its state
 * from call to call; one filter a channel.
 */
export class KWeighting {
  private readonly stages: readonly Biquad[]
  private readonly state = new Float64Array(4)

  constructor(sampleRateHz: number) {
    this.stages = [toShelf(sampleRateHz), toHighPass(sampleRateHz)]
  }

  /** Filters samples in place. */
  apply(samples: Float32Array | Float64Array): void {
    this.stages.forEach(({ b, a }, stage) => {
      let [z1 = 0, z2 = 0] = this.state.subarray(stage * 2, stage * 2 + 2)
      for (let at = 0; at < samples.length; at += 1) {
        const input = samples[at] ?? 0
        const output = b[0] * input + z1
        z1 = b[1] * input - a[0] * output + z2
        z2 = b[2] * input - a[1] * output
        samples[at] = output
      }
      this.state.set([z1, z2], stage * 2)
    })
  }
}

function toShelf(sampleRateHz: number): Biquad {
  const k = Math.tan((Math.PI * 1_681.974450955533) / sampleRateHz)
  const q = 0.7071752369554196
  const high = 10 ** (3.999843853973347 / 20)
  const band = high ** 0.4996667741545416
  const a0 = 1 + k / q + k * k
  return {
    b: [(high + (band * k) / q + k * k) / a0, (2 * (k * k - high)) / a0, (high - (band * k) / q + k * k) / a0],
    a: [(2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0]
  }
}

function toHighPass(sampleRateHz: number): Biquad {
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRateHz)
  const q = 0.5003270373238773
  const a0 = 1 + k / q + k * k
  return { b: [1, -2, 1], a: [(2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0] }
}
