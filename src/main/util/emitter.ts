/** A list of listeners for one kind of fact; the answer of `on` ends the listening. */
export interface Emitter<T> {
  on(listener: (fact: T) => void): () => void
  emit(fact: T): void
  clear(): void
}

/** Builds an emitter. Listeners are called in the order they came. */
export function createEmitter<T>(): Emitter<T> {
  const listeners = new Set<(fact: T) => void>()
  return {
    on(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    emit(fact) {
      for (const listener of [...listeners]) listener(fact)
    },
    clear() {
      listeners.clear()
    }
  }
}
