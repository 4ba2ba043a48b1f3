import type { FastifyInstance } from 'fastify'
import { isPremium } from '../accounts/account'
import { scopeOf, toRow, toShortRow } from '../catalogue/toRow'
import { startOfDayMs, startOfMonthMs, toDateText } from '../dates'
import type { Job } from '../jobs/job'
import { FREE_RUNS_A_DAY } from '../jobs/limits'
import { toSizeText } from '../jobs/statusAnswer'
import { NEWS } from '../news'
import { toOrigin } from './answers'
import { authorize } from './authorize'
import { readForm } from './form'
import { readPage } from './page'
import type { ServiceParts } from './service'

/** `app/algorithms`, `news`, `queue`, `queue/summary` and `demo` (API page, site information). */
export function siteRoutes(app: FastifyInstance, parts: ServiceParts): void {
  const { accounts, jobs, catalogue, storage, nowMs } = parts

  app.get('/app/algorithms', async (request) => {
    const { fields } = await readForm(request, storage.incomingDir)
    const scopes = (fields.scopes || 'single_upload').split(',').map((scope) => scope.trim())
    const usage = jobs.usageSince(startOfMonthMs(nowMs()))
    return catalogue.entries.filter(({ method }) => scopes.includes(scopeOf(method))).map((entry) => toRow(entry, usage.get(entry.text.renderId) ?? 0))
  })

  app.get('/app/news', async (request) => {
    const { fields } = await readForm(request, storage.incomingDir)
    const { start, limit } = readPage(fields)
    return NEWS.filter(({ lang }) => lang === (fields.lang || 'en')).slice(start, start + limit)
  })

  app.get('/app/queue', async (request) => {
    const { fields } = await readForm(request, storage.incomingDir)
    const account = fields.api_token ? authorize(accounts, fields, 400) : null
    const waiting = jobs.inStatus('fetching', 'waiting')
    const premium = waiting.filter((job) => job.isPremium).length
    const queue = {
      in_process: jobs.inStatus('processing', 'merging').length,
      registered: waiting.length - premium,
      unregistered: 0,
      premium
    }
    const plan = account === null ? 'unregistered' : isPremium(account) ? 'premium' : 'registered'
    const current = { plan, queue: queue[plan] }
    const used = account === null ? 0 : jobs.freeRunsSince(account.id, startOfDayMs(nowMs()))
    const free = { left: Math.max(0, FREE_RUNS_A_DAY - used), max: FREE_RUNS_A_DAY }
    // The page calls the second block `plan`, the real service was seen to send `current`: clients read either.
    return { queue, current, plan: current, free_separations: free }
  })

  app.get('/app/queue/summary', async (request) => {
    const { fields } = await readForm(request, storage.incomingDir)
    const account = authorize(accounts, fields, 400)
    const queue = jobs.inStatus('processing', 'merging', 'waiting', 'fetching')
    const mine = queue.findIndex((job) => job.accountId === account.id)
    const ahead = mine === -1 ? queue : queue.slice(0, mine)
    return { success: true, data: { ahead: ahead.length, estimated_wait_seconds: estimateWait(ahead) } }
  })

  /** From the speed of the last runs on this computer; null while nothing was measured yet. */
  function estimateWait(ahead: readonly Job[]): number | null {
    if (ahead.length === 0) return 0
    const factor = jobs.workFactor()
    return factor === null ? null : Math.ceil(ahead.reduce((sum, job) => sum + (job.durationS ?? 0), 0) * factor)
  }

  app.get('/app/demo', async (request) => {
    const { fields } = await readForm(request, storage.incomingDir)
    const { start, limit } = readPage(fields)
    const asked = (job: Job): boolean => {
      const { id, method, text } = catalogue.entry(job.renderId)
      const wanted = fields.algorithm_id
      if (wanted && Number(wanted) !== id && Number(wanted) !== text.renderId) return false
      return method.options.every(({ key, defaultValue }, index) => {
        const value = fields[`options[add_opt${index + 1}]`]
        return value === undefined || value === (job.options[key] ?? defaultValue)
      })
    }
    return jobs.demos().filter(asked).slice(start, start + limit).map((job) => ({
      hash: job.hash,
      date: toDateText(job.createdAtMs).slice(0, 16),
      input_audio: `${toOrigin(request)}/storage/temp/${encodeURIComponent(job.hash ?? '')}`,
      size: toSizeText(job.inputBytes),
      algorithm: toShortRow(catalogue.entry(job.renderId))
    }))
  })
}
