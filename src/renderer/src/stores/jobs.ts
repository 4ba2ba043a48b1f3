import { create } from 'zustand'
import type { Job } from '../../../shared/domain/job'
import type { Facts } from '../../../shared/ipc/contract'
import { call } from '../bridge/client'
import { attempt, useNotices } from './notices'
import { forgetProgress } from './progress'

interface JobsState {
  /** Newest first. */
  readonly jobs: readonly Job[]
  readonly replaceAll: (jobs: readonly Job[]) => void
  readonly apply: (change: Facts['jobs:changed']) => void
}

const newestFirst = (jobs: readonly Job[]): readonly Job[] => [...jobs].sort((one, other) => other.createdAtMs - one.createdAtMs)

export const useJobs = create<JobsState>((set) => ({
  jobs: [],
  replaceAll: (jobs) => set({ jobs: newestFirst(jobs) }),
  apply: ({ jobs, removedIds }) => set((state) => {
    const changed = new Map(jobs.map((job) => [job.id, job]))
    const gone = new Set(removedIds)
    for (const before of state.jobs) {
      const after = changed.get(before.id)
      if (gone.has(before.id) || (after !== undefined && after.phase !== before.phase)) forgetProgress(before.id)
    }
    const kept = state.jobs.filter((job) => !gone.has(job.id)).map((job) => changed.get(job.id) ?? job)
    const known = new Set(state.jobs.map((job) => job.id))
    return { jobs: newestFirst([...jobs.filter((job) => !known.has(job.id) && !gone.has(job.id)), ...kept]) }
  })
}))

/** Phases at rest; every other one is under way. */
export const isAtRest = (job: Job): boolean => job.phase === 'ready' || job.phase === 'failed' || job.phase === 'cancelled'

type JobCommand = 'jobs:retry' | 'jobs:remove' | 'jobs:showInFolder'

/** Sends a command about one job; what it changes comes back as a fact. */
export const tellJob = (command: JobCommand, jobId: string): Promise<void> => attempt(() => call(command, { jobId }))

/** Stops a job; what that means for its credits is told at the window's edge. The service on this computer has none. */
export const cancelJob = ({ id, service, input }: Job): Promise<void> => attempt(async () => {
  const answer = await call('jobs:cancel', { jobId: id })
  if (service === 'mvsep' && answer.outcome !== 'here') useNotices.getState().add({ kind: 'cancelled', name: input.name, answer })
})

/** The user's word on a job whose create answer was lost. */
export const resolveUnconfirmed = (jobId: string, answer: 'lookAgain' | 'sendAgain' | 'giveUp'): Promise<void> =>
  attempt(() => call('jobs:resolveUnconfirmed', { jobId, answer }))
