/** Steps people count in, down to a tenth of a millisecond, each with the parts it is divided into. */
const STEPS: readonly (readonly [stepSeconds: number, parts: number])[] = [
  [0.0001, 5], [0.0002, 4], [0.0005, 5], [0.001, 5], [0.002, 4], [0.005, 5], [0.01, 5], [0.02, 4], [0.05, 5], [0.1, 5], [0.2, 4], [0.5, 5],
  [1, 5], [2, 4], [5, 5], [10, 5], [15, 3], [30, 3], [60, 4], [120, 4], [300, 5], [600, 5], [1_800, 3], [3_600, 4]
]

export interface RulerTicks {
  /** Times with a label, in seconds. */
  readonly labels: readonly number[]
  /** Times with a short line. */
  readonly minor: readonly number[]
  /** Digits after the second that tell two labels apart. */
  readonly digits: number
}

/** Ticks for a stretch of time: the smallest step whose labels have `leastLabels` pixels each. */
export function rulerTicks(startSeconds: number, endSeconds: number, widthPx: number, leastLabelPx = 76): RulerTicks {
  const pixelsPerSecond = widthPx / Math.max(1e-9, endSeconds - startSeconds)
  const [step, parts] = STEPS.find(([seconds]) => seconds * pixelsPerSecond >= leastLabelPx) ?? [7_200, 4]
  const labels: number[] = []
  const minor: number[] = []
  // Counted in whole parts: adding up a step would drift away from round numbers.
  const part = step / parts
  for (let count = Math.ceil(startSeconds / part); count * part <= endSeconds; count += 1) {
    if (count % parts === 0) labels.push(count * part)
    else minor.push(count * part)
  }
  return { labels, minor, digits: step >= 1 ? 0 : Math.ceil(-Math.log10(step) - 1e-9) }
}
