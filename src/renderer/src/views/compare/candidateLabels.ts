export interface Named {
  readonly algorithmName: string
  readonly options: readonly string[]
}

/** What each candidate is called: algorithm and options, numbered where that is not enough to tell them apart. */
export function candidateLabels(candidates: readonly Named[]): string[] {
  const seen = new Map<string, number>()
  return candidates.map(({ algorithmName, options }) => {
    const label = [algorithmName, ...options].join(' · ')
    const count = (seen.get(label) ?? 0) + 1
    seen.set(label, count)
    return count === 1 ? label : `${label} (${count})`
  })
}
