// The sound of clicks.* in src/codecs/__fixtures__, as src/codecs/alignment.test.ts has it.
export const RATE_HZ = 44_100
export const FRAMES = 66_150
export const CLICKS: readonly number[] = [0, 1, 2, 3, 4].map((click) => 4_410 + click * 12_000)
const HALF = 24

function clickAt(distance: number): number {
  if (Math.abs(distance) > HALF) return 0
  const x = (Math.PI * distance) / 4
  return 0.8 * (distance === 0 ? 1 : Math.sin(x) / x) * 0.5 * (1 + Math.cos((Math.PI * distance) / (HALF + 1)))
}

/** A second and a half, mono, silent but for five band-limited clicks. */
export const clickTrain = (): Float32Array =>
  Float32Array.from({ length: FRAMES }, (_, frame) => CLICKS.reduce((sum, click) => sum + clickAt(frame - click), 0))
