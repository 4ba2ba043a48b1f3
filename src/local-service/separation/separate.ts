import type { PlanarBlock } from '../../codecs/types'
import type { Separator, StemBlocks } from './types'

/** Runs a whole song through a separator: stem blocks in step, as soon as they are ready, none of them empty. */
export async function* separate(separator: Separator, blocks: AsyncIterable<PlanarBlock>): AsyncGenerator<StemBlocks> {
  for await (const block of blocks) {
    const ready = separator.push(block)
    if (hasFrames(ready)) yield ready
  }
  const rest = separator.finish()
  if (hasFrames(rest)) yield rest
}

function hasFrames(stems: StemBlocks): boolean {
  return (stems[0]?.[0]?.length ?? 0) > 0
}
