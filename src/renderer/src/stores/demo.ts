import { create } from 'zustand'
import type { Job } from '../../../shared/domain/job'
import type { ServiceId } from '../../../shared/domain/service'
import type { Demo } from '../../../shared/domain/site'
import { call } from '../bridge/client'
import { useJobs } from './jobs'
import { goTo, useNavigation } from './navigation'
import { attempt } from './notices'

interface DemoState {
  /** The demo whose stems are being fetched to be heard; null while none is. */
  readonly opening: { readonly hash: string; readonly jobId: string | null } | null
  /** The last one could not be fetched; its job tells why. */
  readonly failed: boolean
}

export const useDemo = create<DemoState>(() => ({ opening: null, failed: false }))

/** Goes to the Studio once the job is ready; answers whether the waiting is over. */
function follow(job: Job | undefined): boolean {
  if (job?.phase === 'ready') {
    useDemo.setState({ opening: null })
    // Whoever went to another page meanwhile stays there: the stems stand in the Library.
    if (useNavigation.getState().place.page === 'explore') goTo({ page: 'studio', jobId: job.id })
    return true
  }
  if (job !== undefined && job.phase !== 'failed' && job.phase !== 'cancelled') return false
  useDemo.setState({ opening: null, failed: true })
  return true
}

/** Takes a demo in as a job, which needs no account, and opens it in the Studio once its stems are here. */
export async function openDemo(service: ServiceId, apiBase: string, { hash, name, algorithmName, renderId }: Demo): Promise<void> {
  useDemo.setState({ opening: { hash, jobId: null }, failed: false })
  await attempt(async () => {
    try {
      // The local service has another port at each start: a kept address of it may be an old one.
      const job = await call('jobs:adopt', {
        service, hash, ...(service === 'local' || apiBase === '' ? {} : { apiBase }), name, ...(algorithmName === '' ? {} : { algorithmName }), ...(renderId === null ? {} : { renderId })
      })
      const isWanted = (): boolean => useDemo.getState().opening?.hash === hash
      if (!isWanted()) return
      useDemo.setState({ opening: { hash, jobId: job.id } })
      const now = (): Job | undefined => useJobs.getState().jobs.find(({ id }) => id === job.id)
      if (follow(now() ?? job)) return
      let wasListed = now() !== undefined
      const end = useJobs.subscribe(() => {
        const current = now()
        const isGone = wasListed && current === undefined
        wasListed ||= current !== undefined
        if (isGone && isWanted()) useDemo.setState({ opening: null })
        if (!isWanted() || follow(current ?? job)) end()
      })
    } catch (error) {
      useDemo.setState({ opening: null })
      throw error
    }
  })
}
