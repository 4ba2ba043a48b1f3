import { displayPath } from '../library/displayPath'
import type { Services } from '../services'
import { ensembleRoutes } from './ensembleRoutes'
import type { Router } from './handle'
import { folderRoutes } from './folderRoutes'
import { recipeRoutes } from './recipeRoutes'
import { linkRoutes } from './linkRoutes'
import { prepareRoutes } from './prepareRoutes'
import { serviceRoutes } from './serviceRoutes'
import { splitRoutes } from './splitRoutes'
import { watchRoutes } from './watchRoutes'

/** Channel -> service call. Nothing is decided here. */
export function createRouter(services: Services): Router {
  const { settings, catalogue, presets, inputs, jobs, studio, exports, drags, mixers, desktop, library, site } = services
  return {
    'app:getSnapshot': () => services.snapshot(),
    'app:openLink': ({ link }) => desktop.openLink(link),
    'app:openWebPage': ({ url }) => desktop.openWebPage(url),
    'app:wentOnline': () => {
      services.wentOnline()
    },
    'app:dismissNotice': ({ kind }) => {
      services.dismissNotice(kind)
    },
    'settings:update': ({ lastPlan, ...change }) => services.updateSettings(change, lastPlan),
    'settings:setFavourite': ({ service, renderId, isFavourite }) => settings.setFavourite(service, renderId, isFavourite),
    'settings:chooseLibraryFolder': async () => {
      const chosen = await desktop.chooseFolder(library.folder())
      if (chosen !== null) await library.setFolder(chosen)
      return { libraryFolder: displayPath(library.folder()) }
    },
    'catalogue:load': ({ service, refresh }) => catalogue.load(service, refresh),
    'catalogue:describe': ({ service, renderId, language }) => catalogue.describe(service, renderId, language),
    'presets:list': () => presets.list(),
    'presets:save': (draft) => presets.save(draft),
    'presets:duplicate': ({ presetId }) => presets.duplicate(presetId),
    'presets:remove': ({ presetId }) => presets.remove(presetId),
    'presets:restore': ({ presetId }) => presets.restore(presetId),
    'presets:reorder': ({ presetIds }) => presets.reorder(presetIds),
    'presets:setDefault': ({ service, presetId }) => presets.setDefault(service, presetId),
    'presets:export': ({ presetIds }) => presets.exportFile(presetIds),
    'presets:import': () => presets.importFile(),
    'inputs:addPaths': ({ paths }) => inputs.add(paths),
    'inputs:pick': async () => inputs.add(await desktop.chooseFiles()),
    'inputs:addSample': () => inputs.add([services.samplePath]),
    'inputs:remove': ({ inputIds }) => {
      inputs.remove(inputIds)
    },
    'jobs:enqueue': ({ items, service }) => services.enqueue(items, service),
    'jobs:cancel': ({ jobIds }) => services.cancelJobs(jobIds),
    'jobs:pause': ({ jobIds }) => {
      jobs.pause(jobIds)
    },
    'jobs:resume': ({ jobIds }) => {
      jobs.resume(jobIds)
    },
    'jobs:stopFollowing': ({ jobIds }) => {
      jobs.stopFollowing(jobIds)
    },
    'jobs:retry': ({ jobIds }) => {
      jobs.retry(jobIds)
    },
    'jobs:move': ({ jobIds, beforeJobId }) => {
      jobs.move(jobIds, beforeJobId)
    },
    'jobs:remove': ({ jobIds }) => services.removeJobs(jobIds),
    'jobs:restore': ({ jobIds }) => {
      jobs.restore(jobIds)
    },
    'jobs:reuseInput': ({ jobIds }) => services.prepared.reuse(jobIds),
    'jobs:resolveUnconfirmed': ({ jobId, answer }) => {
      jobs.resolveUnconfirmed(jobId, answer)
    },
    'jobs:chooseFolder': async ({ jobIds }) => {
      const chosen = await desktop.chooseFolder(library.folder())
      if (chosen !== null) {
        await library.setFolder(chosen)
        jobs.moveToLibrary(jobIds)
      }
      return { libraryFolder: displayPath(library.folder()) }
    },
    'jobs:fetchAgain': ({ jobId, stemIndexes }) => services.fetchAgain(jobId, stemIndexes),
    'jobs:fetchMissing': () => jobs.fetchMissing(),
    'jobs:deleteThere': ({ jobIds }) => jobs.deleteThere(jobIds),
    'jobs:showInFolder': ({ jobId }) => {
      services.showInFolder(jobId)
    },
    'studio:open': ({ jobId }) => studio.open(jobId),
    'studio:close': ({ jobId }) => studio.close(jobId),
    'exports:start': (request) => exports.start(request),
    'studio:loadMixer': ({ jobId }) => mixers.load(jobId),
    'studio:saveMixer': ({ jobId, mixer }) => mixers.save(jobId, mixer),
    'exports:options': ({ jobId }) => exports.options(jobId),
    'exports:chooseFolder': async ({ jobId }) => ({ folder: await exports.chooseFolder(jobId) }),
    'exports:preview': (request) => exports.preview(request),
    'exports:cancel': ({ exportId }) => {
      exports.cancel(exportId)
    },
    'exports:show': ({ exportId }) => {
      exports.show(exportId)
    },
    'studio:prepareDrag': (content) => drags.prepare(content),
    'studio:dragOut': ({ dragId }) => drags.start(dragId),
    'studio:copyPath': ({ jobId, stemIndex }) => services.copyPath(jobId, stemIndex),
    'studio:showStem': ({ jobId, stemIndex }) => {
      services.showStem(jobId, stemIndex)
    },
    'studio:songFacts': ({ jobId }) => services.songFacts.of(jobId),
    'compare:open': ({ candidates }) => services.compares.open(candidates),
    'compare:loudnesses': ({ jobId }) => services.compares.loudnessesOf(jobId),
    'compare:loadVotes': ({ candidates }) => services.votes.load(candidates),
    'compare:saveVotes': ({ candidates, votes }) => services.votes.save(candidates, votes),
    'studio:loadTexts': ({ jobId }) => services.texts.of(jobId),
    'exports:saveText': ({ jobId, stemIndex, format }) => services.texts.save(jobId, stemIndex, format),
    'studio:takeDecoded': (chunk) => studio.takeDecoded(chunk),
    'studio:endDecoding': async (end) => ({ isHeard: await studio.endDecoding(end) }),
    'site:queue': ({ service }) => site.queue(service),
    ...folderRoutes(services),
    ...recipeRoutes(services),
    ...splitRoutes(services),
    ...linkRoutes(services),
    ...ensembleRoutes(services),
    ...prepareRoutes(services),
    ...serviceRoutes(services),
    ...watchRoutes(services)
  }
}
