import type { PlanarBlock } from '../../../codecs/types'
import { checkKeys } from '../options'
import { SeparationError, type SeparationMethod, type StemBlocks } from '../types'

const STEMS = ['middle', 'side']

/**
 * Middle and side of a stereo recording: half the sum and half the difference of the channels (A. D. Blumlein, British
 * patent 394325, 1933). Needs exactly two channels.
 */
export const midSide: SeparationMethod = {
  kind: 'separate',
  id: 'mid-side',
  options: [],
  stems(options) {
    checkKeys([], options)
    return STEMS
  },
  create(format, options) {
    checkKeys([], options)
    if (format.channels !== 2) {
      throw new SeparationError('unsupportedFormat', `middle and side need 2 channels, not ${format.channels}`)
    }
    return { stems: STEMS, push: divide, finish: () => divide([new Float32Array(0), new Float32Array(0)]) }
  }
}

function divide([left, right]: PlanarBlock): StemBlocks {
  if (!left || !right || left.length !== right.length) {
    throw new SeparationError('wrongBlock', 'expected 2 channels of equal length')
  }
  const middle = left.map((sample, frame) => (sample + (right[frame] ?? 0)) / 2)
  return [
    [middle, middle.slice()],
    [left.map((sample, frame) => sample - (middle[frame] ?? 0)), right.map((sample, frame) => sample - (middle[frame] ?? 0))]
  ]
}
