import type { FoundFile } from '../inputs/walkFolders'

/** How a file stood when it was seen; it settles when that does not change for a while. */
export const stampOf = ({ sizeBytes, mtimeMs }: Pick<FoundFile, 'sizeBytes' | 'mtimeMs'>): string => `${sizeBytes} ${Math.round(mtimeMs)}`

export interface Settling {
  /** Takes what a look at the folder found; answers the files that have stood still long enough, and whether others may soon. */
  look(files: readonly FoundFile[], monotonicMs: number): { readonly settled: readonly FoundFile[]; readonly isWaiting: boolean }
}

/** Tells finished files from those that are still being written. Empty ones are not finished. */
export function createSettling(settleMs: number): Settling {
  let seen = new Map<string, { readonly stamp: string; readonly sinceMs: number }>()
  return {
    look(files, monotonicMs) {
      const now: typeof seen = new Map()
      const settled: FoundFile[] = []
      for (const file of files) {
        const stamp = stampOf(file)
        const before = seen.get(file.path)
        const sinceMs = before?.stamp === stamp ? before.sinceMs : monotonicMs
        now.set(file.path, { stamp, sinceMs })
        if (file.sizeBytes > 0 && monotonicMs - sinceMs >= settleMs) settled.push(file)
      }
      seen = now
      return { settled, isWaiting: files.some(({ sizeBytes }) => sizeBytes > 0) && settled.length < files.length }
    }
  }
}
