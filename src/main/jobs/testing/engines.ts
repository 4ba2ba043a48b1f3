import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { Job } from '../../../shared/domain/job'
import type { TestServer } from '../../transfers/testing/servers'
import type { JobServiceParts } from '../parts'
import { startEngine, type Engine } from './engine'
import { startScriptedMvsep, type ScriptedMvsep } from './scriptedMvsep'
import { startSmallService, type SmallService } from './smallService'

/** The folder of this test. */
export let folder = ''
/** The service of this test, in files that call `serveForEach`. */
export let server: SmallService
/** The service of this test, in files that call `scriptForEach`. */
export let scripted: ScriptedMvsep
let service: TestServer
let own: Partial<JobServiceParts> = {}
const engines: Engine[] = []

/** An engine over that folder and service, closed when the test ends. */
export const start = (change?: Partial<JobServiceParts>, url = service.url): Engine => {
  const engine = startEngine(folder, url, { ...own, ...change })
  engines.push(engine)
  return engine
}

/** Ends the engine that was started last. */
export const closeLast = async (): Promise<void> => { await engines.pop()?.close() }

/** Another service in the place of this test's, e.g. the same one started again; the test ends that one. */
export const serveInstead = (next: SmallService): void => { service = server = next }

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

/** Songs in the queue, named by a letter each; gives the ids of their jobs. */
export const songs = async (engine: Engine, names: string, sizeBytes = 8): Promise<string[]> => {
  const paths = await Promise.all(Array.from(names).map(async (name) => {
    const path = join(folder, `${name}.wav`)
    await writeFile(path, Buffer.alloc(sizeBytes, `RIFF ${name}`))
    return path
  }))
  return (await engine.enqueue(paths)).map(({ id }) => id)
}

/** Every job in a word: `a:ready b:queued!`, with a mark for paused ones. */
export const words = (engine: Engine): string =>
  engine.service.list().map(({ input, phase, paused }) => `${input.name[0] ?? ''}:${phase}${paused ? '!' : ''}`).join(' ')

/** The next create arrives and is not answered before `answer` is called. */
export const holdCreate = (): { readonly arrived: Promise<void>; answer: () => void } => {
  const held = { arrived: Promise.resolve(), answer: (): void => undefined }
  held.arrived = new Promise((tell) => {
    server.createFaults.push((_request, response, accept) => {
      const hash = accept()
      held.answer = () => response.end(JSON.stringify({ hash }))
      tell()
    })
  })
  return held
}

/** A fresh folder and small service for each test of the file that calls it. */
export const serveForEach = (): void => {
  forEachTest(async () => {
    service = server = await startSmallService()
    own = {}
  })
}

/** A fresh folder and scripted MVSEP for each test of the file that calls it. */
export const scriptForEach = (): void => {
  forEachTest(async () => {
    service = scripted = await startScriptedMvsep()
    own = { api: scripted.api }
  })
}

function forEachTest(begin: () => Promise<void>): void {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unbraid-engine-'))
    await begin()
  })
  afterEach(async () => {
    for (const engine of engines.splice(0)) await engine.close()
    await service.close()
    await rm(folder, { recursive: true, force: true })
  })
}
