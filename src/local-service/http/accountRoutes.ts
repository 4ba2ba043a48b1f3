import type { FastifyInstance } from 'fastify'
import type { Account } from '../accounts/account'
import type { AccountSwitch } from '../accounts/accountStore'
import { toShortRow } from '../catalogue/toRow'
import { toDateText } from '../dates'
import type { Job } from '../jobs/job'
import { RETENTION_MS } from '../jobs/housekeeping'
import { Refusal } from '../refusal'
import { authorize } from './authorize'
import { readForm } from './form'
import { readPage } from './page'
import { readRegistration, requireFields } from './registration'
import type { ServiceParts } from './service'

const HOUR_MS = 60 * 60 * 1000

/** `app/login`, `register`, `user`, `separation_history` and the two switches (API page, account). */
export function accountRoutes(app: FastifyInstance, parts: ServiceParts): void {
  const { accounts, jobs, catalogue, storage, nowMs } = parts

  function toAlgorithm(job: Job): Readonly<Record<string, unknown>> {
    const entry = catalogue.entry(job.renderId)
    const row = toShortRow(entry)
    return { ...row, algorithm_group: { ...entry.text.group, created_at: row.created_at, updated_at: row.updated_at } }
  }

  function toHistoryRow(job: Job): Readonly<Record<string, unknown>> {
    return {
      id: job.id,
      hash: job.hash,
      created_at: toDateText(job.createdAtMs),
      updated_at: toDateText(job.updatedAtMs),
      job_exists: job.status !== 'removed',
      credits: job.credits,
      // Whole hours of age are taken off, as in every captured row (API notes, retention).
      time_left: RETENTION_MS / HOUR_MS - Math.floor((nowMs() - job.createdAtMs) / HOUR_MS),
      algorithm: toAlgorithm(job)
    }
  }

  function toUser(account: Account, token: string): Readonly<Record<string, unknown>> {
    return {
      name: account.name,
      email: account.email,
      api_token: token,
      created_at: toDateText(account.createdAtMs),
      updated_at: toDateText(account.updatedAtMs),
      premium_minutes: account.credits,
      premium_enabled: account.premiumEnabled ? 1 : 0,
      long_filenames_enabled: account.longFilenamesEnabled ? 1 : 0
    }
  }

  app.post('/app/register', async (request) => {
    const { fields } = await readForm(request, storage.incomingDir)
    const registration = readRegistration(fields)
    const account = await accounts.register(registration)
    if (!account) throw new Refusal(400, { email: ['The email has already been taken.'] })
    // The real service sends a mail here. There is nobody to mail from this computer, so the account works at once.
    const message = `Account created for ${account.email}. No verification is needed: log in to get the API token.`
    return { success: true, message }
  })

  app.post('/app/login', async (request) => {
    const { fields } = await readForm(request, storage.incomingDir)
    const { email = '', password = '' } = requireFields(fields, ['email', 'password'])
    const found = await accounts.login(email, password)
    if (!found) throw new Refusal(400, { email: ['These credentials do not match our records.'] })
    return { success: true, data: toUser(found.account, found.token) }
  })

  app.get('/app/user', async (request) => {
    const { fields } = await readForm(request, storage.incomingDir)
    const account = authorize(accounts, fields, 401)
    const queue = jobs.unfinishedOf(account.id).map((job) => ({
      hash: job.hash ?? job.remoteHash,
      status: job.status === 'fetching' ? 'waiting' : job.status,
      created_at: toDateText(job.createdAtMs),
      algorithm: toAlgorithm(job)
    }))
    return { success: true, data: { ...toUser(account, fields.api_token ?? ''), current_queue: queue } }
  })

  app.get('/app/separation_history', async (request) => {
    const { fields } = await readForm(request, storage.incomingDir)
    const account = authorize(accounts, fields, 400)
    return { success: true, data: jobs.historyOf(account.id, readPage(fields)).map(toHistoryRow) }
  })

  const switches: readonly (readonly [string, AccountSwitch])[] = [
    ['premium', 'premiumEnabled'],
    ['long_filenames', 'longFilenamesEnabled']
  ]
  for (const [name, accountSwitch] of switches) {
    for (const on of [true, false]) {
      app.post(`/app/${on ? 'enable' : 'disable'}_${name}`, async (request) => {
        const { fields } = await readForm(request, storage.incomingDir)
        accounts.setSwitch(authorize(accounts, fields, 400).id, accountSwitch, on)
        return { success: true, message: on ? 'successfully enabled' : 'successfully disabled' }
      })
    }
  }
}
