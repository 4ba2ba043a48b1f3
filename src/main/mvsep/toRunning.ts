import type { RunningThere } from '../../shared/domain/accounts'
import { toOneLine } from './plainText'
import { toQueueRows, toUnixMs } from './toDomain'
import { runningWire } from './wire'

/** The jobs of `current_queue`, whatever holds them; what names no hash is passed over, and each stands once. */
export function toRunning(queue: unknown, apiBase: string): readonly RunningThere[] {
  if (typeof queue !== 'object' || queue === null) return []
  const found = new Map<string, RunningThere>()
  for (const item of Object.values(queue)) {
    for (const { hash } of toQueueRows([item])) {
      const { status, created_at: createdAt, algorithm } = runningWire.parse(item)
      found.set(hash, {
        hash, apiBase,
        algorithmName: toOneLine(algorithm.name ?? '', 120) || null, status: toOneLine(status ?? '', 40) || null, createdAtMs: toUnixMs(createdAt)
      })
    }
  }
  return [...found.values()]
}
