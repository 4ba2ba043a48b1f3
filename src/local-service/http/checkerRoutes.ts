import { open } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import type { Check } from '../checker/checkStore'
import { toDateText } from '../dates'
import { Refusal } from '../refusal'
import { toOrigin } from './answers'
import { authorize } from './authorize'
import { readForm, type Upload } from './form'
import { readPage } from './page'
import { requireFields } from './registration'
import type { ServiceParts } from './service'

const LARGEST_DATASET = 12
const NOT_MEASURED = 'Kept in the queue: this service measures nothing, the public one does.'

/**
 * `quality_checker/…` (API page, quality checker). Entries are kept and listed; none is measured, since the datasets are
 * the public service's own. So all of them wait, and the leaderboard, which ranks what was measured, is empty.
 */
export function checkerRoutes(app: FastifyInstance, { accounts, checks, storage }: ServiceParts): void {
  app.get('/quality_checker/queue', async (request) => {
    const { fields } = await readForm(request, storage.incomingDir)
    return checks.list(readPage(fields)).map(toEntry)
  })

  app.get('/quality_checker/leaderboard', async (request) => {
    const { fields } = await readForm(request, storage.incomingDir)
    return { data: [], dataset_type: toDataset(fields.dataset_type), sortables: [], sort: null }
  })

  app.get('/quality_checker/entry', async (request) => {
    const { fields } = await readForm(request, storage.incomingDir)
    const check = checks.byId(toId(fields.id))
    if (check === null) throw new Refusal(400, 'Job not found')
    return { success: true, data: toEntry(check) }
  })

  app.post('/quality_checker/add', async (request) => {
    const form = await readForm(request, storage.incomingDir)
    try {
      authorize(accounts, form.fields, 401)
      const { algo_name: algorithmName = '', main_text: text = '', password = '' } = requireFields(form.fields, ['algo_name', 'main_text', 'password'])
      const zip = await requireZip(form.uploads)
      const id = await checks.add({
        algorithmName, text, password, datasetType: toDataset(form.fields.dataset_type), isEnsemble: form.fields.ensemble === '1', zipBytes: zip.sizeBytes
      })
      return { success: true, data: { id, link: `${toOrigin(request)}/api/quality_checker/entry?id=${id}` } }
    } finally {
      await form.discard()
    }
  })

  app.post('/quality_checker/delete', async (request) => {
    const { fields } = await readForm(request, storage.incomingDir)
    requireFields(fields, ['id', 'password'])
    if (!(await checks.remove(toId(fields.id), fields.password ?? ''))) throw new Refusal(400, 'Entry and password do not belong together.')
    return { success: true, data: { message: 'successfully deleted' } }
  })
}

function toEntry(check: Check): Readonly<Record<string, unknown>> {
  return {
    id: check.id, dataset_type: check.datasetType, date: toDateText(check.createdAtMs), algo_name: check.algorithmName, main_text: check.text,
    proc: 0, proc_remote_date: null, msg: NOT_MEASURED, metrics: null, dataset_name: `Dataset ${check.datasetType}`, is_ensemble: check.isEnsemble
  }
}

const toId = (text: string | undefined): number => (text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : 0)

function toDataset(text: string | undefined): number {
  const type = toId(text)
  if (type > LARGEST_DATASET) throw new Refusal(400, { dataset_type: ['The selected dataset type is invalid.'] })
  return type
}

/** The zip of a submission, told by its first bytes: "PK" and a local header or an empty archive's end. */
async function requireZip(uploads: readonly Upload[]): Promise<Upload> {
  const zip = uploads.find(({ fieldName }) => fieldName === 'zipfile')
  if (zip === undefined) throw new Refusal(400, { zipfile: ['The zipfile field is required.'] })
  if (zip.isCut) throw new Refusal(400, { zipfile: ['The zipfile is too large.'] })
  const file = await open(zip.path, 'r')
  try {
    const head = Buffer.alloc(4)
    await file.read(head, 0, 4, 0)
    const isZip = head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5)
    if (!isZip) throw new Refusal(400, { zipfile: ['The zipfile must be a zip archive.'] })
    return zip
  } finally {
    await file.close()
  }
}
