import { tuneFromNotes } from './generating/tuneFromNotes'
import { referenceMastering } from './matching/referenceMastering'
import { separationMethod } from './separation/registry'
import type { Method } from './separation/types'

/** The method of an id, of whatever kind; throws SeparationError('unknownMethod'). */
export function methodOf(id: string): Method {
  return [referenceMastering, tuneFromNotes].find((method) => method.id === id) ?? separationMethod(id)
}
