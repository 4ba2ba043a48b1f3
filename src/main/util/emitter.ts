/** A list of listeners for one kind of fact; the answer of `on` ends the listening. */
export interface Emitter<T> {
  on(listener: (fact: T) => void): () => void
  /** Tells every listener. A fact that comes up while another is told waits until all have heard that one. */
  emit(fact: T): void
  clear(): void
}

/** Builds an emitter. Listeners are called in the order they came, and hear the facts in theirs. */
export function createEmitter<T>(): Emitter<T> {
  const listeners = new Set<(fact: T) => void>()
  const waiting: { readonly fact: T }[] = []
  let isTelling = false
  return {
    on(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    emit(fact) {
      waiting.push({ fact })
      // Not only a listener may bring this about: a call into Electron runs microtasks before it does its own work, so
      // that without this a window heard of a job's change before it heard of the job.
      if (isTelling) return
      isTelling = true
      try {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) for (const listener of [...listeners]) listener(next.fact)
      } finally {
        isTelling = false
      }
    },
    clear() {
      listeners.clear()
    }
  }
}
