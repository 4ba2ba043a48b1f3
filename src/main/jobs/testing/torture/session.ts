import { randomBytes, createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Job } from '../../../../shared/domain/job'
import { createHttp, type Http } from '../../../mvsep/http'
import { createSeparationsApi } from '../../../mvsep/separations'
import type { Clock } from '../../../transfers/clock'
import { createDownload } from '../../../transfers/download'
import { createPostMultipart } from '../../../transfers/upload'
import { startEngine, type Engine } from '../engine'
import { resultOf } from '../mvsepDouble'

/** The one token the server of these runs knows: what `startEngine` signs in with. */
export const TOKEN = 'token'

/** A source and what the server would call it. */
export interface Song {
  readonly path: string
  readonly name: string
  readonly sha: string
}

/** A job as a run left it, with the results that are here. */
export interface LeftJob {
  readonly job: Job
  readonly files: readonly { readonly path: string; readonly index: number }[]
}

/** Writes a song of bytes no other has. */
export async function writeSongOf(folder: string, name: string, sizeBytes: number): Promise<Song> {
  const content = randomBytes(sizeBytes)
  const path = join(folder, name)
  await writeFile(path, content)
  return { path, name: basename(path), sha: createHash('sha256').update(content).digest('hex') }
}

/**
 * The real engine: ledger, MVSEP's protocol, transfers. `idleTimeoutMs` is real time, everything else the clock's.
 * `onArrival` is told how much of a result is here, by the path of its address.
 */
export function startRealEngine(
  folder: string, url: string, clock: Clock, idleTimeoutMs: number, onArrival: (path: string, bytes: number) => void = () => undefined
): { readonly engine: Engine; readonly http: Http } {
  const timeouts = { connectMs: idleTimeoutMs, responseMs: idleTimeoutMs, idleMs: idleTimeoutMs, wholeMs: 10 * idleTimeoutMs }
  const http = createHttp({ userAgent: 'Unbraid/test', timeouts })
  const postMultipart = createPostMultipart({ idleTimeoutMs, answerTimeoutMs: idleTimeoutMs })
  const engine = startEngine(folder, url, {
    clock, random: Math.random,
    api: createSeparationsApi({ http, postMultipart }),
    createDownload: (pause) => {
      const download = createDownload({ pause, random: Math.random, idleTimeoutMs })
      return (request) => download({ ...request, onProgress: (doneBytes, totalBytes) => {
        onArrival(new URL(request.url).pathname, doneBytes)
        request.onProgress(doneBytes, totalBytes)
      } })
    }
  })
  engine.premium = true
  return { engine, http }
}

/** Nothing happens to it any more unless somebody says so. */
export const isSettled = (job: Job): boolean =>
  job.phase === 'ready' || job.phase === 'failed' || job.phase === 'cancelled' || (job.phase === 'unconfirmed' && job.lookedUp)

export const leftBy = (engine: Engine): readonly LeftJob[] =>
  engine.service.list().map((job) => ({ job, files: engine.service.filesOf(job.id)?.files.map(({ path, index }) => ({ path, index })) ?? [] }))

/** What is wrong with a job that calls itself ready; empty when every byte is right. */
export async function wrongBytes({ job, files }: LeftJob, song: Song, results: number, resultBytes: number): Promise<readonly string[]> {
  if (job.phase !== 'ready') return []
  if (files.length !== results) return [`${song.name}: ${files.length} of ${results} results`]
  const wrong: string[] = []
  for (const { path, index } of files) {
    const content = await readFile(path)
    if (!content.equals(resultOf(song.sha, index, resultBytes))) wrong.push(`${song.name}: result ${index} has wrong bytes`)
  }
  return wrong
}
