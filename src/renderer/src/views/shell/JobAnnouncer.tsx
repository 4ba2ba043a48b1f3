import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/domain/job'
import { useJobs } from '../../stores/jobs'

type Told = 'ready' | 'failed' | 'unconfirmed'

/** What of a job's state is worth interrupting for; null for everything in between. */
function worthTelling(job: Job): Told | null {
  if (job.phase === 'ready' || job.phase === 'failed') return job.phase
  return job.phase === 'unconfirmed' && job.lookedUp ? 'unconfirmed' : null
}

/** Changes closer together than this are told in one sentence, so that a batch does not drown the reader. */
const GATHER_MS = 1_200

/** Tells assistive technology when jobs end or need a decision; polite and gathered. */
export function JobAnnouncer() {
  const { t } = useTranslation()
  const [sentence, setSentence] = useState('')
  useEffect(() => {
    const before = new Map(useJobs.getState().jobs.map((job) => [job.id, worthTelling(job)]))
    let gathered: { readonly name: string; readonly told: Told }[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const speak = (): void => {
      timer = undefined
      const [only] = gathered
      if (only === undefined) return
      setSentence(gathered.length === 1
        ? t(`jobs.announce.${only.told}`, { name: only.name })
        : t('jobs.announce.several', { count: gathered.length }))
      gathered = []
    }
    const end = useJobs.subscribe(({ jobs }) => {
      for (const job of jobs) {
        const told = worthTelling(job)
        if (told !== null && told !== before.get(job.id) && before.has(job.id)) gathered.push({ name: job.input.name, told })
        before.set(job.id, told)
      }
      if (gathered.length > 0) timer ??= setTimeout(speak, GATHER_MS)
    })
    return () => {
      end()
      clearTimeout(timer)
    }
  }, [t])
  return <div className="visually-hidden" role="status">{sentence}</div>
}
