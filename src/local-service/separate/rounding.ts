import type { OutputFormat } from '../../codecs/types'
import type { StemBlocks } from '../separation/types'
export function createRounding(_w: OutputFormat): (stems: StemBlocks) => StemBlocks {
  return (stems) => stems
}
