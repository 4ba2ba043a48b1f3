import type { PlanarBlock } from '../../../codecs/types'

/** Makes one sound of several as they stream by. */
export interface Blender {
  /** Takes the same frames of every source; answers what is finished by now, from where the last answer ended. */
  push(blocks: readonly PlanarBlock[]): PlanarBlock
  /** The end: together as many frames come out as went in. */
  finish(): PlanarBlock
}
