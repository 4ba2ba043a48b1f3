import type { PlanarBlock } from '../../../codecs/types'
import type { Separator, StemBlocks } from '../types'

/** Runs a whole song in memory through a separator in blocks of `blockFrames`; gives back each stem in one piece. */
export function separateWhole(separator: Separator, song: PlanarBlock, blockFrames: number): PlanarBlock[] {
  const frames = song[0]?.length ?? 0
  const pieces: StemBlocks[] = []
  for (let start = 0; start < frames; start += blockFrames) {
    pieces.push(separator.push(song.map((samples) => samples.subarray(start, start + blockFrames))))
  }
  pieces.push(separator.finish())
  const total = pieces.reduce((sum, piece) => sum + (piece[0]?.[0]?.length ?? 0), 0)
  return separator.stems.map((_, stem) =>
    song.map((_, channel) => {
      const whole = new Float32Array(total)
      let filled = 0
      for (const piece of pieces) {
        const samples = piece[stem]?.[channel] ?? new Float32Array(0)
        whole.set(samples, filled)
        filled += samples.length
      }
      return whole
    })
  )
}
