import type { SubmissionAnswer } from '../../shared/domain/qualityChecker'
import { AppError } from '../../shared/errors/appError'
import { parseBody, readAnswer } from './answer'
import type { Http } from './http'
import type { PageQuestion } from './site'
import { toSubmissionAnswer } from './toChecker'
import type { PostMultipart, ServiceAccess, UploadWatch, Verdict } from './types'
import { failureWire } from './wire'

export interface Submission {
  readonly zip: { readonly path: string; readonly fileName: string }
  readonly algorithmName: string
  readonly text: string
  readonly datasetType: number
  readonly isEnsemble: boolean
  /** What deletes the entry later. */
  readonly password: string
}

/** The quality checker (API notes §10). Lists and entries come as they were sent; toChecker.ts understands them. */
export interface QualityCheckerApi {
  /** GET quality_checker/queue, newest first. */
  queue(access: ServiceAccess, question: PageQuestion): Promise<unknown>
  /** GET quality_checker/leaderboard; `sort` is one of its own `sortables`, null for its usual one. */
  leaderboard(access: ServiceAccess, question: PageQuestion & { readonly datasetType: number; readonly sort: string | null; readonly name: string }): Promise<unknown>
  /** GET quality_checker/entry. Throws AppError('jobNotFound') for an unknown one. */
  entry(access: ServiceAccess, entryId: number): Promise<unknown>
  /** POST quality_checker/add, once. Errors as PostMultipart, and those of the answer but for a form it does not take. */
  add(access: ServiceAccess, submission: Submission, watch: UploadWatch): Promise<SubmissionAnswer>
  /** POST quality_checker/delete: whether it was deleted, in the service's own words. */
  remove(access: ServiceAccess, entryId: number, password: string): Promise<Verdict>
}

/** Builds the client of the quality checker. Throws AppError as Http and readAnswer do. */
export function createQualityCheckerApi({ http, postMultipart }: { readonly http: Http; readonly postMultipart: PostMultipart }): QualityCheckerApi {
  return {
    async queue({ apiBase }, { start, limit }) {
      return readAnswer(await http.get(`${apiBase}/quality_checker/queue`, { query: { start, limit } }))
    },
    async leaderboard({ apiBase }, { start, limit, datasetType, sort, name }) {
      const query = { dataset_type: datasetType, start, limit, sort, algo_name_filter: name === '' ? null : name }
      return readAnswer(await http.get(`${apiBase}/quality_checker/leaderboard`, { query }))
    },
    async entry({ apiBase }, entryId) {
      return readAnswer(await http.get(`${apiBase}/quality_checker/entry`, { query: { id: entryId } }))
    },
    async add({ apiBase, token }, { zip, algorithmName, text, datasetType, isEnsemble, password }, watch) {
      if (token === null || token === '') throw new AppError('tokenMissing')
      const answer = await postMultipart({
        ...watch,
        url: `${apiBase}/quality_checker/add`,
        fields: [
          ['api_token', token], ['algo_name', algorithmName], ['main_text', text], ['dataset_type', String(datasetType)],
          ['ensemble', isEnsemble ? '1' : '0'], ['password', password]
        ],
        files: [{ field: 'zipfile', ...zip }]
      })
      return toSubmissionAnswer(answer, [token, password])
    },
    async remove({ apiBase }, entryId, password) {
      const answer = await http.postForm(`${apiBase}/quality_checker/delete`, { id: entryId, password })
      try {
        const { data, message } = failureWire.parse(readAnswer(answer, [password]))
        return { accepted: true, message: [...data.message, ...message][0] ?? null }
      } catch (error) {
        // A wrong password and an unknown entry are answers to the question; a refusal in JSON is its word.
        const isAnswer = error instanceof AppError && ['refused', 'jobNotFound', 'tokenInvalid'].includes(error.code)
        if (!isAnswer || parseBody(answer.body) === null) throw error
        return { accepted: false, message: error.detail?.replace(/^HTTP \d+: /, '') ?? null }
      }
    }
  }
}
