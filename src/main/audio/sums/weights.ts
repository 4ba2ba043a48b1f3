import { toFold } from '../../../shared/domain/mix'

/** Weight of each input channel in each output channel. */
export type Weights = readonly (readonly number[])[]

/** One stem on its own: every channel stays where it is. */
export const straightWeights = (channels: number, gain: number): Weights =>
  Array.from({ length: channels }, (_, from) => Array.from({ length: channels }, (__, to) => (from === to ? gain : 0)))

/** One stem in the stereo mix, weighted by what is heard of it left and right. */
export const mixWeights = (channels: number, left: number, right: number): Weights =>
  Array.from({ length: channels }, (_, channel) => {
    const [toLeft, toRight] = toFold(channel, channels)
    return [toLeft * left, toRight * right]
  })

/** Whether whole 16-bit steps stay whole steps. */
export const areUnity = (weights: Weights): boolean => weights.every((row) => row.every((weight) => weight === 0 || weight === 1))
