import type { CheckerEntry } from '../../../../shared/domain/qualityChecker'

/** The best figure of a stem among entries. */
export interface StemBest {
  readonly key: string
  readonly stem: string
  readonly decibels: number
  readonly name: string
}

export interface TimePoint {
  readonly id: number
  readonly atMs: number
  readonly decibels: number
  readonly name: string
}

/** The best entry for each stem that has figures, the best stem first. */
export function bestByStem(entries: readonly CheckerEntry[]): readonly StemBest[] {
  const best = new Map<string, StemBest>()
  for (const { algorithmName: name, scores } of entries) {
    for (const { key, stem, decibels } of scores) {
      const known = best.get(key)
      if (known === undefined || decibels > known.decibels) best.set(key, { key, stem, decibels, name })
    }
  }
  return [...best.values()].sort((one, other) => other.decibels - one.decibels)
}

/** An entry's figure and the day it was added, oldest first; those that lack either are left out. */
export function overTime(entries: readonly CheckerEntry[], key: string): readonly TimePoint[] {
  return entries.flatMap(({ id, addedAtMs, algorithmName: name, scores }): TimePoint[] => {
    const score = scores.find((each) => each.key === key)
    return addedAtMs === null || score === undefined ? [] : [{ id, atMs: addedAtMs, decibels: score.decibels, name }]
  }).sort((one, other) => one.atMs - other.atMs)
}

/** Maps a value of `from..to` onto `start..end`; the middle where the range is a point. */
export const place = (value: number, from: number, to: number, start: number, end: number): number =>
  to === from ? (start + end) / 2 : start + ((value - from) / (to - from)) * (end - start)
