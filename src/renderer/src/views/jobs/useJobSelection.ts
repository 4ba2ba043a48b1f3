import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Job } from '../../../../shared/domain/job'

export interface JobSelection {
  /** Selected jobs that are in the list. */
  readonly jobs: readonly Job[]
  readonly ids: ReadonlySet<string>
  /** Selects a job, or takes it out; with `isRange` all from the one touched before to this one. Never another function. */
  readonly pick: (id: string, isRange: boolean) => void
  readonly pickAll: () => void
  readonly clear: () => void
}

/** Which jobs of the list are selected; those that leave it are not any more. */
export function useJobSelection(jobs: readonly Job[]): JobSelection {
  const [wanted, setWanted] = useState<ReadonlySet<string>>(new Set())
  const anchor = useRef<string | null>(null)
  const order = useRef<readonly Job[]>(jobs)
  useEffect(() => { order.current = jobs }, [jobs])

  const pick = useCallback((id: string, isRange: boolean): void => {
    const from = order.current.findIndex((job) => job.id === anchor.current)
    const to = order.current.findIndex((job) => job.id === id)
    if (!isRange || from < 0) anchor.current = id
    setWanted((before) => {
      if (isRange && from >= 0) return new Set([...before, ...order.current.slice(Math.min(from, to), Math.max(from, to) + 1).map((job) => job.id)])
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  }, [])
  return useMemo(() => {
    const selected = wanted.size === 0 ? [] : jobs.filter(({ id }) => wanted.has(id))
    return {
      jobs: selected,
      ids: new Set(selected.map(({ id }) => id)),
      pick,
      pickAll: () => { setWanted(new Set(jobs.map(({ id }) => id))) },
      clear: () => { setWanted(new Set()) }
    }
  }, [jobs, wanted, pick])
}
