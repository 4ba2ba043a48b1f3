import type { CommandName, FactName } from './contract'

/** One ipc channel each way; the names inside are checked against these lists. No zod here: the preload stays thin. */
export const COMMAND_CHANNEL = 'unbraid:command'
export const FACT_CHANNEL = 'unbraid:fact'

const commandNames: Record<CommandName, true> = {
  'app:getSnapshot': true,
  'app:openLink': true,
  'app:wentOnline': true,
  'app:dismissNotice': true,
  'app:openWebPage': true,
  'settings:update': true,
  'settings:setFavourite': true,
  'settings:chooseLibraryFolder': true,
  'account:signIn': true,
  'account:signOut': true,
  'account:refresh': true,
  'catalogue:load': true,
  'catalogue:describe': true,
  'presets:list': true,
  'presets:save': true,
  'presets:duplicate': true,
  'presets:remove': true,
  'presets:restore': true,
  'presets:reorder': true,
  'presets:setDefault': true,
  'presets:export': true,
  'presets:import': true,
  'inputs:addPaths': true,
  'inputs:pick': true,
  'inputs:addSample': true,
  'inputs:remove': true,
  'jobs:enqueue': true,
  'jobs:cancel': true,
  'jobs:pause': true,
  'jobs:resume': true,
  'jobs:stopFollowing': true,
  'jobs:retry': true,
  'jobs:move': true,
  'jobs:remove': true,
  'jobs:restore': true,
  'jobs:reuseInput': true,
  'jobs:resolveUnconfirmed': true,
  'jobs:showInFolder': true,
  'jobs:chooseFolder': true,
  'jobs:fetchAgain': true,
  'jobs:fetchMissing': true,
  'jobs:deleteThere': true,
  'studio:open': true,
  'studio:close': true,
  'exports:start': true,
  'studio:loadMixer': true,
  'studio:saveMixer': true,
  'exports:options': true,
  'exports:chooseFolder': true,
  'exports:preview': true,
  'exports:cancel': true,
  'exports:show': true,
  'studio:prepareDrag': true,
  'studio:dragOut': true,
  'studio:copyPath': true,
  'studio:showStem': true,
  'studio:songFacts': true,
  'compare:open': true,
  'studio:loadTexts': true,
  'exports:saveText': true,
  'studio:takeDecoded': true,
  'studio:endDecoding': true,
  'site:news': true,
  'site:queue': true
}

const factNames: Record<FactName, true> = {
  'jobs:changed': true,
  'jobs:unsaved': true,
  'transfers:progress': true,
  'jobs:outlook': true,
  'account:changed': true,
  'settings:changed': true,
  'catalogue:changed': true,
  'presets:changed': true,
  'localService:changed': true,
  'exports:progress': true,
  'inputs:arrived': true
}

/** Commands a page may send by name; `inputs:addPaths` is not among them, only the preload sends it. */
export type PageCommandName = Exclude<CommandName, 'inputs:addPaths'>

/** Whether a page may send this command. */
export const isPageCommand = (name: string): name is PageCommandName => Object.hasOwn(commandNames, name) && name !== 'inputs:addPaths'

/** Whether a page may listen to this fact. */
export const isFact = (name: string): name is FactName => Object.hasOwn(factNames, name)
