import type { ErrorInfo } from '../../shared/errors/appError'

/** What looking at one file has brought: its length, or why it cannot be taken. */
export type Looked =
  | { readonly id: string; readonly durationSeconds: number | null }
  | { readonly id: string; readonly name: string; readonly error: ErrorInfo }

export interface LookLater {
  add(ids: readonly string[]): void
  dispose(): void
}

const FILES_AT_ONCE = 4
/** So seldom are several told together. */
const TELL_EVERY_MS = 120

/**
 * Looks at files one after the other, a few at once, and tells what came of it in batches; the last one as soon as nothing
 * is left. `look` never rejects; null: nobody wants to know any more.
 */
export function createLookLater(look: (id: string) => Promise<Looked | null>, tell: (looked: readonly Looked[]) => void): LookLater {
  const waiting: string[] = []
  let batch: Looked[] = []
  let running = 0
  let timer: NodeJS.Timeout | null = null

  const flush = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    const told = batch
    batch = []
    if (told.length > 0) tell(told)
  }
  const next = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const looked = await look(id)
      if (looked !== null) batch.push(looked)
      timer ??= setTimeout(flush, TELL_EVERY_MS)
    }
    running -= 1
    if (running === 0) flush()
  }
  return {
    add(ids) {
      waiting.push(...ids)
      while (running < FILES_AT_ONCE && waiting.length > 0) {
        running += 1
        void next()
      }
    },
    dispose() {
      waiting.length = 0
      if (timer !== null) clearTimeout(timer)
      timer = null
      batch = []
    }
  }
}
