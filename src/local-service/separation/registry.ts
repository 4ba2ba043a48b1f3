import { centreVocals } from './methods/centreVocals'
import { fourStems } from './methods/fourStems'
import { harmonicPercussive } from './methods/harmonicPercussive'
import { midSide } from './methods/midSide'
import { SeparationError, type SeparationMethod } from './types'

/** Every method, in the order in which a catalogue should list them. */
export const separationMethods: readonly SeparationMethod[] = [fourStems, centreVocals, harmonicPercussive, midSide]

/** The method of an id; throws SeparationError('unknownMethod'). */
export function separationMethod(id: string): SeparationMethod {
  const method = separationMethods.find((candidate) => candidate.id === id)
  if (!method) throw new SeparationError('unknownMethod', `no separation method "${id}"`)
  return method
}
