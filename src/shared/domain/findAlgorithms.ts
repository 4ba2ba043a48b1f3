import type { Algorithm } from './algorithm'
import { byRating, byUse } from './rankAlgorithms'
import { searchAlgorithms } from './searchAlgorithms'
import { givesAll, saysNoStems } from './stemNeeds'

export const FINDING_VIEWS = ['groups', 'favourites', 'recent', 'popular', 'best'] as const
/** How a catalogue is looked through: by group, one's own, or in an order of merit. */
export type FindingView = (typeof FINDING_VIEWS)[number]

export interface Finding {
  readonly view: FindingView
  readonly query: string
  /** Kinds of stems that must all come out (stemNeeds). */
  readonly needs: readonly string[]
}

export interface OwnAlgorithms {
  readonly favourites: readonly number[]
  readonly recent: readonly number[]
}

/** What is found, in the order it is shown. Searching puts the best match first, except where a view is an order of merit. */
export const findAlgorithms = (algorithms: readonly Algorithm[], finding: Finding, own: OwnAlgorithms): readonly Algorithm[] =>
  inOrder(algorithms, finding, own).filter((algorithm) => givesAll(algorithm, finding.needs))

/**
 * Where stems are asked for: what else would have been found, of which the catalogue does not say what it makes. What
 * speaks of all these stems in its name or its text comes first.
 */
export function findUndeclared(algorithms: readonly Algorithm[], finding: Finding, own: OwnAlgorithms): readonly Algorithm[] {
  if (finding.needs.length === 0) return []
  const undeclared = inOrder(algorithms, finding, own).filter((algorithm) => saysNoStems(algorithm))
  if (undeclared.length === 0) return []
  const mentions = finding.needs.map((need) => new Set(searchAlgorithms(algorithms, need.replaceAll('-', ' '))))
  const speaksOfAll = (algorithm: Algorithm): boolean => mentions.every((rows) => rows.has(algorithm))
  return [...undeclared.filter(speaksOfAll), ...undeclared.filter((algorithm) => !speaksOfAll(algorithm))]
}

function inOrder(algorithms: readonly Algorithm[], { view, query }: Finding, own: OwnAlgorithms): readonly Algorithm[] {
  const inView = viewOf(algorithms, view, own)
  const matching = searchAlgorithms(algorithms, query)
  const [ordered, other] = matching === algorithms || view === 'popular' || view === 'best' ? [inView, matching] : [matching, inView]
  const wanted = new Set(other)
  return ordered.filter((algorithm) => wanted.has(algorithm))
}

function viewOf(algorithms: readonly Algorithm[], view: FindingView, { favourites, recent }: OwnAlgorithms): readonly Algorithm[] {
  switch (view) {
    case 'groups': return algorithms
    case 'popular': return byUse(algorithms)
    case 'best': return byRating(algorithms)
    case 'favourites': return byRenderIds(algorithms, favourites)
    case 'recent': return byRenderIds(algorithms, recent)
  }
}

/** Those of the list that are there, in the list's order; what the service no longer offers is passed over. */
function byRenderIds(algorithms: readonly Algorithm[], renderIds: readonly number[]): readonly Algorithm[] {
  const known = new Map(algorithms.map((algorithm) => [algorithm.renderId, algorithm]))
  return renderIds.flatMap((renderId) => known.get(renderId) ?? [])
}
