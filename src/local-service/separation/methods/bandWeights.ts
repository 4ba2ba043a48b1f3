/** Bands end over this many octaves around their limits, so that they do not ring. */
const EDGE_OCTAVES = 0.5

/** Weights (0..1) per bin that keep `lowestHz` to `highestHz`; either may be left open with 0 or Infinity. */
export function bandWeights(sampleRateHz: number, frameSize: number, lowestHz: number, highestHz: number): Float64Array {
  return Float64Array.from({ length: frameSize / 2 + 1 }, (_, bin) => {
    const hz = Math.max(bin * (sampleRateHz / frameSize), 1e-3)
    return edge(Math.log2(hz / lowestHz)) * edge(Math.log2(highestHz / hz))
  })
}

function edge(octavesInside: number): number {
  const held = Math.min(1, Math.max(0, octavesInside / EDGE_OCTAVES + 0.5))
  return held * held * (3 - 2 * held)
}
