import type { AudioFormat, PlanarBlock } from '../../codecs/types'
import { PlanarQueue } from './spectral/planarQueue'
import type { Separator, StemBlocks } from './types'

/**
 * Two separators in a row: the last stem of the first is divided further by the second. The stems that were ready
 * early wait in a queue, so that all leave in step. Stems are put out in the order of `stems`, the last being the
 * last of the second.
 */
export class CascadeSeparator implements Separator {
  private readonly waiting: readonly PlanarQueue[]

  constructor(
    readonly stems: readonly string[],
    format: AudioFormat,
    private readonly first: Separator,
    private readonly second: Separator
  ) {
    this.waiting = first.stems.slice(0, -1).map(() => new PlanarQueue(format.channels))
  }

  push(block: PlanarBlock): StemBlocks {
    return this.inStep(this.second.push(this.divideFirst(this.first.push(block))))
  }

  finish(): StemBlocks {
    const pushed = this.second.push(this.divideFirst(this.first.finish()))
    const finished = this.second.finish()
    return this.inStep(pushed.map((block, stem) => join(block, finished[stem] ?? [])))
  }

  /** Keeps the early stems waiting and gives back what the second separator shall divide. */
  private divideFirst(divided: StemBlocks): PlanarBlock {
    this.waiting.forEach((queue, stem) => queue.append(divided[stem] ?? []))
    return divided[divided.length - 1] ?? []
  }

  private inStep(late: StemBlocks): StemBlocks {
    const frames = late[0]?.[0]?.length ?? 0
    const byName = new Map<string, PlanarBlock>()
    this.second.stems.forEach((name, stem) => byName.set(name, late[stem] ?? []))
    this.waiting.forEach((queue, stem) => byName.set(this.first.stems[stem] ?? '', queue.take(frames)))
    return this.stems.map((name) => byName.get(name) ?? [])
  }
}

function join(former: PlanarBlock, latter: PlanarBlock): PlanarBlock {
  return former.map((samples, channel) => {
    const next = latter[channel] ?? new Float32Array(0)
    const joined = new Float32Array(samples.length + next.length)
    joined.set(samples)
    joined.set(next, samples.length)
    return joined
  })
}
