/** Memory of one size that is used again and again. */
export interface MemoryPool {
  /** Memory of at least `sizeBytes`: the pool's own size, or more when more is asked for. */
  take(sizeBytes: number): ArrayBuffer
  /** Takes memory back; what is of another size or no longer ours is let go. */
  give(memory: ArrayBuffer): void
}

/** Keeps at most `most` unused pieces of `pieceBytes`. */
export function createMemoryPool(pieceBytes: number, most: number): MemoryPool {
  const free: ArrayBuffer[] = []
  return {
    take: (sizeBytes) => (sizeBytes > pieceBytes ? undefined : free.pop()) ?? new ArrayBuffer(Math.max(pieceBytes, sizeBytes)),
    give(memory) {
      if (memory.byteLength === pieceBytes && free.length < most) free.push(memory)
    }
  }
}
