import { homedir } from 'node:os'
import { sep } from 'node:path'
import type { Services } from '../services'
import type { Router } from './handle'

/** Paths as people write them: the home folder is `~`. For reading only, never taken back. */
export function displayPath(path: string): string {
  const home = homedir()
  return path === home || path.startsWith(home + sep) ? `~${path.slice(home.length)}` : path
}

/** Channel -> service call. Nothing is decided here. */
export function createRouter(services: Services): Router {
  const { settings, account, catalogue, inputs, jobs, studio, desktop, library, site } = services
  return {
    'app:getSnapshot': () => services.snapshot(),
    'app:openLink': ({ link }) => desktop.openLink(link),
    'settings:update': ({ lastPlan, ...change }) => services.updateSettings(change, lastPlan),
    'settings:chooseLibraryFolder': async () => {
      const chosen = await desktop.chooseFolder(library.folder())
      if (chosen !== null) await library.setFolder(chosen)
      return { libraryFolder: displayPath(library.folder()) }
    },
    'account:signIn': ({ token }) => account.signIn(token),
    'account:signOut': () => account.signOut(),
    'account:refresh': () => account.refresh(),
    'catalogue:load': ({ service, refresh }) => catalogue.load(service, refresh),
    'inputs:addPaths': ({ paths }) => inputs.add(paths),
    'inputs:pick': async () => inputs.add(await desktop.chooseFiles()),
    'inputs:addSample': () => inputs.add([services.samplePath]),
    'inputs:remove': ({ inputIds }) => {
      inputs.remove(inputIds)
    },
    'jobs:enqueue': ({ inputIds, plan, service }) => services.enqueue(inputIds, plan, service),
    'jobs:cancel': ({ jobId }) => jobs.cancel(jobId),
    'jobs:retry': ({ jobId }) => jobs.retry(jobId),
    'jobs:remove': ({ jobId }) => services.removeJob(jobId),
    'jobs:resolveUnconfirmed': ({ jobId, answer }) => jobs.resolveUnconfirmed(jobId, answer),
    'jobs:showInFolder': ({ jobId }) => {
      services.showInFolder(jobId)
    },
    'studio:open': ({ jobId }) => studio.open(jobId),
    'studio:close': ({ jobId }) => studio.close(jobId),
    'exports:start': ({ jobId, stemIndexes }) => services.exportStems(jobId, stemIndexes),
    'site:news': ({ service }) => site.news(service),
    'site:queue': ({ service }) => site.queue(service)
  }
}
