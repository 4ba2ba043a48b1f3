import { create } from 'zustand'
import type { CancelAnswer } from '../../../shared/domain/cancelAnswer'
import type { Job } from '../../../shared/domain/job'
import type { Facts } from '../../../shared/ipc/contract'
import { call } from '../bridge/client'
import { adding } from './inputs'
import { goTo } from './navigation'
import { attempt, useNotices } from './notices'
import { usePair } from './pair'
import { forgetProgress } from './progress'

interface JobsState {
  /** Newest first. */
  readonly jobs: readonly Job[]
  readonly replaceAll: (jobs: readonly Job[]) => void
  readonly apply: (change: Facts['jobs:changed']) => void
}

// Those of one batch came at the same moment: they stand in the order they were sent in, also after one came back.
const newestFirst = (jobs: readonly Job[]): readonly Job[] => [...jobs].sort((one, other) => other.createdAtMs - one.createdAtMs || one.position - other.position)

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

type JobsCommand = 'jobs:pause' | 'jobs:resume' | 'jobs:stopFollowing' | 'jobs:retry'

/** Sends a command about jobs; what it changes comes back as a fact. */
export const tellJobs = (command: JobsCommand, jobIds: readonly string[]): Promise<void> => attempt(() => inGroups(jobIds, (group) => call(command, { jobIds: group })))

/** Shows a job's results where they are. */
export const showInFolder = (jobId: string): Promise<void> => attempt(() => call('jobs:showInFolder', { jobId }))

/** Stops jobs; what that means for their credits is told at the window's edge. The service on this computer has none. */
export const cancelJobs = (jobs: readonly Job[]): Promise<void> => attempt(async () => {
  const answers: CancelAnswer[] = []
  await inGroups(jobs.map(({ id }) => id), async (jobIds) => { answers.push(...await call('jobs:cancel', { jobIds })) })
  const told = jobs.flatMap(({ service, input }, index) => {
    const answer = answers[index]
    return service === 'mvsep' && answer !== undefined && answer.outcome !== 'here' ? [{ name: input.name, answer }] : []
  })
  const [only] = told
  const { add } = useNotices.getState()
  if (only !== undefined && told.length === 1) add({ kind: 'cancelled', ...only })
  else if (told.length > 1) add({ kind: 'cancelledMany', answers: told.map(({ answer }) => answer) })
})

/** Takes jobs off the list; what they fetched stays on the disk, and the removal can be undone from the window's edge. */
export const removeJobs = (jobs: readonly Pick<Job, 'id' | 'input'>[]): Promise<void> => attempt(async () => {
  const jobIds = jobs.map(({ id }) => id)
  await inGroups(jobIds, (group) => call('jobs:remove', { jobIds: group }))
  const [first] = jobs
  if (first !== undefined) useNotices.getState().add({ kind: 'removed', jobIds, name: first.input.name })
})

/** Brings removed jobs back, as they were. */
export const restoreJobs = (jobIds: readonly string[]): Promise<void> => attempt(() => inGroups(jobIds, (group) => call('jobs:restore', { jobIds: group })))

/** Undoes the removal told last, if one is still told. */
export async function undoRemoval(): Promise<void> {
  const { notices, dismiss } = useNotices.getState()
  const last = notices.findLast((notice) => notice.kind === 'removed')
  if (last === undefined) return
  dismiss(last.id)
  await restoreJobs(last.jobIds)
}

/** Puts queued jobs before another one, or behind all. */
export const moveJobs = (jobIds: readonly string[], beforeJobId: string | null): Promise<void> =>
  attempt(() => call('jobs:move', { jobIds: [...jobIds], beforeJobId }))

/** Puts the songs of jobs back among the inputs and opens the page on which another model is chosen for them. */
export const runWithAnother = (jobIds: readonly string[]): Promise<void> => adding(async () => {
  const added = await call('jobs:reuseInput', { jobIds: [...jobIds] })
  goTo({ page: 'separate' })
  if (added.referenceId !== undefined) usePair.setState({ targetId: null, referenceId: added.referenceId })
  return added
})

/** The most ids one command takes. */
const MOST_AT_ONCE = 5_000

async function inGroups(ids: readonly string[], send: (group: string[]) => Promise<void>): Promise<void> {
  for (let at = 0; at < ids.length; at += MOST_AT_ONCE) await send(ids.slice(at, at + MOST_AT_ONCE))
}

/** The user's word on a job whose create answer was lost. */
export const resolveUnconfirmed = (jobId: string, answer: 'lookAgain' | 'sendAgain' | 'giveUp'): Promise<void> =>
  attempt(() => call('jobs:resolveUnconfirmed', { jobId, answer }))
