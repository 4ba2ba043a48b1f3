/** A worklet that hands on every sample of every stem, each an input of its own, with the frame it was heard at. */
export const TAP = `
const FRAMES = 4096
class Tap extends AudioWorkletProcessor {
  constructor(options) {
    super()
    this.stems = options.numberOfInputs
    this.begin()
  }
  begin() {
    this.at = 0
    this.frame = currentFrame
    this.samples = Array.from({ length: this.stems }, () => new Float32Array(FRAMES))
  }
  process(inputs, [[output]]) {
    if (this.at === 0) this.frame = currentFrame
    for (let stem = 0; stem < this.stems; stem += 1) {
      const heard = inputs[stem][0]
      if (heard === undefined) continue
      this.samples[stem].set(heard, this.at)
      for (let index = 0; index < output.length; index += 1) output[index] += heard[index]
    }
    this.at += output.length
    if (this.at === FRAMES) {
      this.port.postMessage({ frame: this.frame, samples: this.samples }, this.samples.map(({ buffer }) => buffer))
      this.begin()
    }
    return true
  }
}
registerProcessor('tap', Tap)
`
