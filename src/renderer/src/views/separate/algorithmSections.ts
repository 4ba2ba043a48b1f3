import type { Algorithm } from '../../../../shared/domain/algorithm'

export interface Section {
  readonly id: string
  /** '' for a list that needs no heading. */
  readonly name: string
  readonly algorithms: readonly Algorithm[]
}

/** Heights in pixels, as picker.css draws them; the list is drawn only where it is looked at. */
export const ROW_HEIGHT = 50
export const HEADING_HEIGHT = 32

/** One list under one heading, e.g. of the best matches. */
export const toOneSection = (name: string, algorithms: readonly Algorithm[]): readonly Section[] =>
  algorithms.length === 0 ? [] : [{ id: 'all', name, algorithms }]

/** Groups in the order in which the service lists them. */
export function toGroups(algorithms: readonly Algorithm[]): readonly Section[] {
  const sections = new Map<number, { readonly name: string; readonly algorithms: Algorithm[] }>()
  for (const algorithm of algorithms) {
    const section = sections.get(algorithm.group.id) ?? { name: algorithm.group.name, algorithms: [] }
    section.algorithms.push(algorithm)
    sections.set(algorithm.group.id, section)
  }
  return [...sections].map(([id, section]) => ({ id: `group-${id}`, ...section }))
}

/** What may give the stems asked for, though nobody says so, under a heading of its own behind all others. */
export const withUndeclared = (sections: readonly Section[], name: string, undeclared: readonly Algorithm[]): readonly Section[] =>
  undeclared.length === 0 ? sections : [...sections, { id: 'undeclared', name, algorithms: undeclared }]

/** Where a row begins, in pixels from the top of the list; null when it is not in it. */
export function topOf(sections: readonly Section[], renderId: number): number | null {
  let top = 0
  for (const { algorithms } of sections) {
    top += HEADING_HEIGHT
    const at = algorithms.findIndex((algorithm) => algorithm.renderId === renderId)
    if (at >= 0) return top + at * ROW_HEIGHT
    top += algorithms.length * ROW_HEIGHT
  }
  return null
}

/** The first rows, under their headings. */
export function firstRows(sections: readonly Section[], most: number): readonly Section[] {
  const first: Section[] = []
  let room = most
  for (const section of sections) {
    if (room <= 0) break
    first.push(section.algorithms.length <= room ? section : { ...section, algorithms: section.algorithms.slice(0, room) })
    room -= section.algorithms.length
  }
  return first
}
