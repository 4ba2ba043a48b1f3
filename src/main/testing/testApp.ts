import { join } from 'node:path'
import type { Algorithm } from '../../shared/domain/algorithm'
import { defaultPlan } from '../../shared/domain/defaultPlan'
import type { Job } from '../../shared/domain/job'
import type { ServiceId } from '../../shared/domain/service'
import { startTestWorker } from '../audio/testing/audioFiles'
import { createApp, type AppParts, type UnbraidApp } from '../createApp'

const SAMPLE = join(import.meta.dirname, '../../../resources/sample/Unbraid sample song.flac')

/** What an app on a folder is built from: real threads, the sample song, and a desktop where that folder is the one thing ever chosen. */
export const testParts = (folder: string, change: Partial<AppParts> = {}): AppParts => {
  const nothing = (): Promise<null> => Promise.resolve(null)
  return {
    dataFolder: join(folder, 'profile'), musicFolder: join(folder, 'music'), samplePath: SAMPLE, version: '0.0.0', apiBase: undefined,
    desktop: {
      chooseFiles: () => Promise.resolve([]), chooseFolder: () => Promise.resolve(folder), chooseFile: nothing, chooseSaveFile: nothing, chooseZip: nothing,
      showInFolder: () => undefined, startDrag: () => undefined, copyText: () => Promise.resolve(), openLink: () => Promise.resolve(), openWebPage: () => Promise.resolve()
    },
    createAudioWorker: startTestWorker,
    launchLocalService: () => { throw new Error('not asked for') },
    ...change
  }
}

/** An app on a folder, started, whose MVSEP is at this base. */
export async function startTestApp(folder: string, apiBase: string): Promise<UnbraidApp> {
  const app = await createApp(testParts(folder, { apiBase }))
  await app.services.start()
  return app
}

/** Takes the tokens of its accounts out of the keychain and ends it. */
export async function endTestApp(app: UnbraidApp): Promise<void> {
  for (const { id } of app.services.account.known()) await app.services.account.remove(id)
  await app.dispose()
}

/** What a command answers; throws where it is refused. */
export async function ask(app: Pick<UnbraidApp, 'handle'>, name: string, input?: unknown): Promise<unknown> {
  const reply = await app.handle(name, input)
  if (!reply.ok) throw new Error(JSON.stringify(reply.error))
  return reply.value
}

/** Sends the sample song to be taken apart into middle and side. Answers its job. */
export async function sendSample(app: Pick<UnbraidApp, 'handle'>, service: ServiceId): Promise<Job> {
  const { algorithms } = (await ask(app, 'catalogue:load', { service, refresh: false })) as { algorithms: Algorithm[] }
  const middleSide = algorithms.find(({ name }) => /middle/i.test(name))
  if (middleSide === undefined) throw new Error('no middle/side in the catalogue')
  const { added } = (await ask(app, 'inputs:addSample')) as { added: { id: string }[] }
  const [job] = (await ask(app, 'jobs:enqueue', { service, items: added.map(({ id }) => ({ inputId: id, plan: defaultPlan(middleSide, 1) })) })) as Job[]
  if (job === undefined) throw new Error('nothing was enqueued')
  return job
}

/** A job once it is in one of these phases. */
export const inPhase = (app: UnbraidApp, id: string, ...phases: readonly Job['phase'][]): Promise<Job> => new Promise((resolve) => {
  const look = (): void => {
    const job = app.services.jobs.list().find((each) => each.id === id && phases.includes(each.phase))
    if (job !== undefined) resolve(job)
  }
  app.services.jobs.onChange(look)
  look()
})
