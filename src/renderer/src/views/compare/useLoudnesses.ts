import { useEffect, useState } from 'react'
import type { Comparison } from '../../../../shared/domain/compare'
import { loadLoudnesses } from '../../stores/compare'

/** How loud each candidate is, in their order; null while one of them is still being decoded and so cannot be told yet. */
export function useLoudnesses(comparison: Comparison): readonly (number | null)[] | null {
  const { session, candidates } = comparison
  const isEarly = session.undecoded?.some(({ stemIndex }) => session.stems.some(({ index }) => index === stemIndex)) ?? false
  const [known, setKnown] = useState<readonly (number | null)[] | null>(() => (isEarly ? null : candidates.map(({ loudnessLufs }) => loudnessLufs)))
  useEffect(() => {
    if (!isEarly) return
    let left = false
    void loadLoudnesses(comparison).then((measured) => { if (!left) setKnown(measured) })
    return () => { left = true }
  }, [comparison, isEarly])
  return known
}
