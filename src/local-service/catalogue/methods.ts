import { harmonicPercussive } from '../separation/methods/harmonicPercussive'
import type { SeparationMethod } from '../separation/types'

export const METHODS: readonly SeparationMethod[] = [harmonicPercussive]
export function findMethod(id: string): SeparationMethod {
  const method = METHODS.find((candidate) => candidate.id === id)
  if (!method) throw new Error(`There is no method "${id}".`)
  return method
}
