import type { PlanarBlock } from '../../codecs/types'
import type { Separator, StemBlocks } from './types'

/** A separator whose stems after the first are added up into one stem called `restName`. */
export function mergeRest(separator: Separator, restName: string): Separator {
  return {
    stems: [separator.stems[0] ?? '', restName],
    push: (block) => merged(separator.push(block)),
    finish: () => merged(separator.finish())
  }
}

function merged([kept, ...others]: StemBlocks): StemBlocks {
  return [kept ?? [], others.reduce(sum, [])]
}

function sum(former: PlanarBlock, block: PlanarBlock): PlanarBlock {
  if (former.length === 0) return block
  return former.map((samples, channel) => samples.map((sample, frame) => sample + (block[channel]?.[frame] ?? 0)))
}
