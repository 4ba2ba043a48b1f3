import { AppError } from '../../shared/errors/appError'
import { readAnswer } from './answer'
import type { Http } from './http'
import type { ServiceAccess } from './types'
import { rowsWire } from './wire'

export interface AlgorithmsApi {
  /** GET app/algorithms: the rows as sent, about 1 MB; toAlgorithms reads them. Throws AppError as Http and readAnswer do. */
  rows(access: ServiceAccess, signal?: AbortSignal): Promise<readonly unknown[]>
}

/** The catalogue endpoint (API notes §7). */
export function createAlgorithmsApi(http: Http): AlgorithmsApi {
  const fetchRows = async ({ apiBase, token }: ServiceAccess, signal: AbortSignal | undefined): Promise<readonly unknown[]> => {
    // A token may make the answer fuller (the groups' names) and is never needed.
    const query = { scopes: 'single_upload', api_token: token }
    const answer = await http.get(`${apiBase}/app/algorithms`, { query, signal })
    const rows = rowsWire.safeParse(readAnswer(answer, [token]))
    if (!rows.success) throw new AppError('notMvsep', { detail: 'a catalogue without rows' })
    return rows.data
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
