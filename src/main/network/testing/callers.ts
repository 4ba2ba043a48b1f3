import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors/appError'
import { createHttp } from '../../mvsep/http'
import { fetchResult } from '../../transfers/fetchResult'
import { networkError } from '../../transfers/systemError'
import { createPostMultipart } from '../../transfers/upload'
import type { Connections } from '../connections'

/** The ways a request leaves the app. */
export const CALLERS = ['json', 'form', 'upload', 'download'] as const
export type Caller = (typeof CALLERS)[number]
export const CANARY = 'Q7rT2mZx9LkWv4NcB8sHdJ3fGpYa6E'

/** What came of a request: the body of the answer, or the error. */
export async function call(caller: Caller, base: string, connections: Connections, fileBytes = 300_000): Promise<string | AppError> {
  const folder = mkdtempSync(join(tmpdir(), 'unbraid-call-'))
  const path = join(folder, 'song.wav')
  if (caller === 'upload') writeFileSync(path, randomBytes(fileBytes))
  const http = createHttp({ userAgent: 'Unbraid/test', connections, timeouts: { connectMs: 2_000, responseMs: 2_000 } })
  const ways: Record<Caller, () => Promise<string>> = {
    json: async () => (await http.get(`${base}/api/app/user`, { query: { api_token: CANARY } })).body,
    form: async () => (await http.postForm(`${base}/api/separation/cancel`, { api_token: CANARY })).body,
    upload: async () => {
      const answer = await createPostMultipart({ connections, connectTimeoutMs: 2_000 })({
        url: `${base}/api/separation/create`, fields: [['api_token', CANARY]], files: [{ field: 'audiofile', path, fileName: 'song.wav' }],
        signal: new AbortController().signal, onProgress: () => undefined, onLastBytes: () => undefined
      })
      return answer.body
    },
    download: async () => {
      const { response, reads } = await fetchResult({
        url: `${base}/storage/a.flac`, apiBase: `${base}/api`, headers: {}, idleTimeoutMs: 2_000, connections, signal: new AbortController().signal
      }).catch((error: unknown) => {
        throw networkError(error)
      })
      const parts: Buffer[] = []
      await new Promise<void>((resolve, reject) => {
        response.on('close', () => { reject(new AppError('serverUnreachable')) })
        reads.start(response, (piece) => parts.push(Buffer.from(piece)), resolve).resume()
      })
      return Buffer.concat(parts).toString()
    }
  }
  try {
    return await ways[caller]()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  } finally {
    rmSync(folder, { recursive: true })
  }
}
