import { AppError, type ErrorCode } from '../../shared/errors/appError'
import { readAnswer } from './answer'
import type { Http } from './http'
import type { ServiceAccess } from './types'
import { rowsWire } from './wire'

export interface AlgorithmsApi {
  /** GET app/algorithms: the rows as sent, about 1 MB; toAlgorithms reads them. Throws AppError as Http and readAnswer do. */
  rows(access: ServiceAccess, signal?: AbortSignal): Promise<readonly unknown[]>
}

/** Everything the service has; without `scopes` it names only what takes one file (API notes §7). */
const EVERY_SCOPE = 'single_upload,no_upload,matchering_upload'
const FIRST_SCOPE = 'single_upload'

/** Answers of a service that does not know the other scopes; being away, busy or asked with a bad token is something else. */
const REFUSALS: readonly ErrorCode[] = ['refused', 'algorithmUnavailable', 'jobNotFound']

/** The catalogue endpoint (API notes §7). */
export function createAlgorithmsApi(http: Http): AlgorithmsApi {
  const ask = async ({ apiBase, token }: ServiceAccess, scopes: string, signal: AbortSignal | undefined): Promise<readonly unknown[]> => {
    // A token may make the answer fuller (the groups' names) and is never needed.
    const answer = await http.get(`${apiBase}/app/algorithms`, { query: { scopes, api_token: token }, signal })
    const rows = rowsWire.safeParse(readAnswer(answer, [token]))
    if (!rows.success) throw new AppError('notMvsep', { detail: 'a catalogue without rows' })
    return rows.data
  }
  const fetchRows = async (access: ServiceAccess, signal: AbortSignal | undefined): Promise<readonly unknown[]> => {
    try {
      const rows = await ask(access, EVERY_SCOPE, signal)
      if (rows.length > 0) return rows
    } catch (error) {
      if (!(error instanceof AppError) || !REFUSALS.includes(error.code)) throw error
    }
    return await ask(access, FIRST_SCOPE, signal)
  }
  return {
    async rows(access, signal) {
      try {
        return await fetchRows(access, signal)
      } catch (error) {
        // A token that is not good any more must not hide the catalogue.
        const again = access.token !== null && error instanceof AppError && error.code === 'tokenInvalid'
        if (!again) throw error
        return await fetchRows({ ...access, token: null }, signal)
      }
    }
  }
}
