import { createHighPass, createLowPass } from './filters'
import { createRandom, createStereo, SAMPLE_RATE_HZ, type Stereo } from './stereo'

export interface RoomSettings {
  readonly decaySeconds: number
  readonly preDelayMs: number
  /** Level of the room beside the dry sound, as a factor. */
  readonly wet: number
  /** Above this the room swallows quickly, in Hz. */
  readonly dampingHz: number
  readonly seed: number
}

const LINES = 8
/** Line lengths lie between these, drawn from the seed, so that no two rooms ring alike. */
const SHORTEST_MS = 29
const LONGEST_MS = 71

/** Adds a room to a whole sound in place. */
export function addRoom(sound: Stereo, settings: RoomSettings): void {
  createRoom(settings)(sound)
}

/**
 * A room that sounds are sent through piece by piece, each changed in place: a feedback delay network with a Householder
 * matrix (Jot, Chaigne: "Digital delay networks for designing artificial reverberators", 90th AES Convention, 1991).
 */
export function createRoom(settings: RoomSettings): (piece: Stereo) => void {
  const random = createRandom(settings.seed)
  const lines = Array.from({ length: LINES }, (_, line) => {
    const spanMs = (LONGEST_MS - SHORTEST_MS) / LINES
    const delayMs = SHORTEST_MS + spanMs * (line + random())
    const frames = Math.round((delayMs / 1000) * SAMPLE_RATE_HZ)
    const feedback = 10 ** ((-3 * frames) / SAMPLE_RATE_HZ / settings.decaySeconds)
    return { samples: new Float64Array(frames), feedback, damp: createLowPass(settings.dampingHz), output: 0 }
  })
  const preDelay = Math.round((settings.preDelayMs / 1000) * SAMPLE_RATE_HZ)
  const before = createStereo(preDelay + 1)
  const highPassLeft = createHighPass(180)
  const highPassRight = createHighPass(180)
  let frame = 0
  return ({ left, right }) => {
    for (let index = 0; index < left.length; index++, frame++) {
      const [dryLeft, dryRight] = [left[index] ?? 0, right[index] ?? 0]
      const newest = frame % (preDelay + 1)
      const oldest = (frame + 1) % (preDelay + 1)
      before.left[newest] = dryLeft
      before.right[newest] = dryRight
      const inLeft = highPassLeft(before.left[oldest] ?? 0)
      const inRight = highPassRight(before.right[oldest] ?? 0)
      let sum = 0
      for (const line of lines) {
        line.output = line.damp(line.samples[frame % line.samples.length] ?? 0) * line.feedback
        sum += line.output
      }
      let wetLeft = 0
      let wetRight = 0
      for (let number = 0; number < LINES; number++) {
        const line = lines[number]
        if (!line) continue
        const input = number % 2 === 0 ? inLeft : inRight
        line.samples[frame % line.samples.length] = input + line.output - (2 / LINES) * sum
        const sign = number % 4 < 2 ? 1 : -1
        if (number % 2 === 0) wetLeft += sign * line.output
        else wetRight += sign * line.output
      }
      left[index] = dryLeft + settings.wet * wetLeft
      right[index] = dryRight + settings.wet * wetRight
    }
  }
}
