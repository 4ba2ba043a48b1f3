import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Account } from '../accounts/account'
import type { Job } from '../jobs/job'
import { readLink } from '../jobs/download'
import { NOT_FOUND, toQueuePlace, toStatusAnswer, type StatusAnswer } from '../jobs/statusAnswer'
import { Refusal } from '../refusal'
import { toOrigin, toResultLink } from './answers'
import { authorize } from './authorize'
import { readForm, type Form } from './form'
import type { ServiceParts } from './service'

const MIRROR_CREDITS = 1

/** `separation/create`, `get`, `get-remote`, `cancel` and `delete` (API page, separations). */
export function separationRoutes(app: FastifyInstance, parts: ServiceParts): void {
  const { accounts, jobs, catalogue, storage, runner, fetcher, desk, withdrawal } = parts

  app.post('/separation/create', async (request) => {
    const form = await readForm(request, storage.incomingDir)
    try {
      const account = authorize(accounts, form.fields, 401)
      return { success: true, data: await create(request, form, account) }
    } finally {
      await form.discard()
    }
  })

  async function create(request: FastifyRequest, { fields, uploads }: Form, account: Account) {
    const plan = desk.check(account, fields)
    if (plan.entry.method.kind === 'generate') {
      if (uploads.length > 0 || fields.url) throw new Refusal(400, 'This algorithm takes no song: send its words alone.')
      const { hash } = await desk.acceptWords(account, plan)
      return { link: toResultLink(request, hash ?? ''), hash }
    }
    const matches = plan.entry.method.kind === 'match'
    const sent = (wanted: string) => uploads.find(({ fieldName }) => fieldName === wanted)
    const upload = sent(matches ? 'target_audiofile' : 'audiofile')
    const reference = sent('reference_audiofile')
    if (matches && !(upload && reference)) {
      throw new Refusal(400, 'This algorithm takes two songs: send them as target_audiofile and reference_audiofile.')
    }
    if (!matches && (reference || sent('target_audiofile'))) {
      throw new Refusal(400, 'This algorithm takes one song: send it as audiofile.')
    }
    if (upload) {
      const file = { ...upload, name: upload.fileName }
      const job = await desk.acceptFile(account, plan, file, reference && { ...reference, name: reference.fileName })
      return { link: toResultLink(request, job.hash ?? ''), hash: job.hash }
    }
    if (!fields.url) throw new Refusal(400, 'There is no audio: send a file as audiofile, or a link as url.')
    if ((fields.remote_type || 'direct') !== 'direct') {
      throw new Refusal(400, 'This service takes direct links only (remote_type direct), not mega, drive or dropbox.')
    }
    const job = desk.acceptLink(account, plan, readLink(fields.url))
    fetcher.start(job)
    return { link: `${toOrigin(request)}/api/separation/get-remote?hash=${job.remoteHash}`, hash: job.remoteHash }
  }

  app.get('/separation/get', async (request) => {
    const { fields } = await readForm(request, storage.incomingDir)
    const job = jobs.byHash(fields.hash ?? '')
    if (!job) return NOT_FOUND
    if (fields.mirror === '1') chargeMirror(fields)
    return toStatusAnswer(job, { jobs, catalogue, doneS: (jobId) => runner.doneS(jobId), origin: toOrigin(request) })
  })

  // The real service asks for a token and a credit here. There is only this computer to download from, but whoever
  // writes a client against it must meet the rule.
  function chargeMirror(fields: Readonly<Record<string, string>>): void {
    const account = authorize(accounts, fields, 401)
    if (account.credits < MIRROR_CREDITS) throw new Refusal(400, 'Not enough credits for a mirror.')
    accounts.addCredits(account.id, -MIRROR_CREDITS)
  }

  app.get('/separation/get-remote', async (request): Promise<StatusAnswer> => {
    const { fields } = await readForm(request, storage.incomingDir)
    const job = jobs.byRemoteHash(fields.hash ?? '')
    if (!job || job.status === 'removed') return NOT_FOUND
    if (job.hash !== null) {
      return { success: true, status: 'done', data: { link: toResultLink(request, job.hash), hash: job.hash } }
    }
    if (job.status === 'failed') return { success: true, status: 'failed', data: { message: job.message } }
    const message = 'Your audio file is being downloaded, please wait a while...'
    return { success: true, status: 'waiting', data: { ...toQueuePlace(job, jobs), message } }
  })

  app.post('/separation/cancel', async (request) => {
    await withdrawal.cancel(await ownJob(request))
    return { success: true }
  })

  app.post('/separation/delete', async (request) => {
    await withdrawal.remove(await ownJob(request))
    return { success: true }
  })

  async function ownJob(request: FastifyRequest): Promise<Job> {
    const { fields } = await readForm(request, storage.incomingDir)
    const account = authorize(accounts, fields, 401)
    const job = jobs.byHash(fields.hash ?? '') ?? jobs.byRemoteHash(fields.hash ?? '')
    if (!job || job.accountId !== account.id || job.status === 'removed') {
      throw new Refusal(400, 'File or File Hash not found')
    }
    return job
  }
}
