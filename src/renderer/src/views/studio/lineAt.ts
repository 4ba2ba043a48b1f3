import type { TranscriptLine } from '../../../../shared/domain/transcript'

/** The line being said at a time: the last that has begun and, where it says so, not ended; null between lines. */
export function lineAt(lines: readonly TranscriptLine[], seconds: number): number | null {
  let found: number | null = null
  lines.forEach(({ startSeconds, endSeconds }, index) => {
    if (startSeconds !== null && startSeconds <= seconds && (endSeconds === null || seconds < endSeconds)) found = index
  })
  return found
}
