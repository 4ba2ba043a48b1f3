import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { Job } from '../../../shared/domain/job'
import { startEngine, type Engine } from './engine'
import { startSmallService, type SmallService } from './smallService'

/** The folder of this test. */
export let folder = ''
/** The service of this test. */
export let server: SmallService
const engines: Engine[] = []

/** An engine over that folder, closed when the test ends. */
export const start = (change?: Parameters<typeof startEngine>[2], url = server.url): Engine => {
  const engine = startEngine(folder, url, change)
  engines.push(engine)
  return engine
}

/** Ends the engine that was started last. */
export const closeLast = async (): Promise<void> => { await engines.pop()?.close() }

/** Another service in the place of this test's, e.g. the same one started again; the test ends that one. */
export const serveInstead = (next: SmallService): void => { server = next }

/** A file to send. */
export const song = async (name: string): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, `RIFF ${name}`)
  return path
}

/** One job in the queue. */
export const one = async (engine: Engine, name = 'Song.wav'): Promise<Job> => {
  const [job] = await engine.enqueue([await song(name)])
  if (job === undefined) throw new Error('nothing was enqueued')
  return job
}

/** A create whose answer is lost on its way, after it was accepted or before. */
export const cut = (accepted: boolean): SmallService['createFaults'][number] => (request, _response, accept) => {
  if (accepted) accept()
  request.socket.resetAndDestroy()
}

/** A fresh folder and service for each test of the file that calls it. */
export function serveForEach(): void {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unbraid-engine-'))
    server = await startSmallService()
  })
  afterEach(async () => {
    for (const engine of engines.splice(0)) await engine.close()
    await server.close()
    await rm(folder, { recursive: true, force: true })
  })
}
