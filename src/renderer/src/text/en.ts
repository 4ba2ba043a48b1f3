import { enAccount } from './enAccount'
import { enCompare } from './enCompare'
import { enEnsemble } from './enEnsemble'
import { enErrors } from './enErrors'
import { enExport } from './enExport'
import { enFolders } from './enFolders'
import { enHistory } from './enHistory'
import { enJobs } from './enJobs'
import { enLinks } from './enLinks'
import { enThere } from './enThere'
import { enPlans } from './enPlans'
import { enPairs } from './enPairs'
import { enPicker } from './enPicker'
import { enPrepare } from './enPrepare'
import { enSeparate } from './enSeparate'
import { enSplit } from './enSplit'

/** English, the language the others are translated from. Keys say where a text stands, not what it says; those under `app` and `units` stand in many places. */
export const en = {
  app: {
    name: 'Unbraid',
    loading: 'Starting Unbraid…',
    startFailed: 'Unbraid could not start its window properly',
    tryAgain: 'Try again',
    dismiss: 'Dismiss',
    close: 'Close',
    cancel: 'Cancel',
    stop: 'Stop',
    back: 'Back',
    refresh: 'Refresh',
    moreAbout: 'More about {{name}}',
    duplicate: 'Duplicate',
    moveUp: 'Move up',
    moveDown: 'Move down',
    export: 'Export…',
    exportAll: 'Export all…',
    written: 'Written to {{name}}.',
    import: 'Import…',
    remove: 'Remove',
    removed: '“{{name}}” is removed.',
    undo: 'Undo',
    andMore_one: 'and one more',
    andMore_other: 'and {{count}} more',
    openSite: 'Open mvsep.com',
    thisFile: 'This file',
    theFolder: 'The folder',
    serversWords: 'In the original words: {{detail}}',
    viewBroke: 'This page stopped working',
    viewBrokeNext: 'Your jobs go on in the background. Open the page again; if it stops once more, restart Unbraid.'
  },
  navigation: {
    main: 'Main',
    separate: 'Separate',
    library: 'Library',
    explore: 'Explore',
    account: 'Account',
    settings: 'Settings',
    messages: 'Messages',
    runsOn: 'Runs on'
  },
  service: {
    local: 'This computer',
    mvsep: 'MVSEP',
    localStopped: 'Local service stopped',
    localStarting: 'Getting ready…',
    localRunning: 'Ready, offline and free',
    localFailed: 'Local service failed',
    signedOut: 'Not signed in',
    checking: 'Checking your account…',
    refused: 'Token refused',
    unchecked: 'Not reachable',
    credits_one: '{{formatted}} credit',
    credits_other: '{{formatted}} credits'
  },
  welcome: {
    title: 'Pull any song apart.',
    lead: 'Vocals, drums, bass and everything else: each on a strand of its own, to hear, mix and keep.',
    doors: 'How would you like to start?',
    signIn: 'Sign in to MVSEP',
    signInWhat: 'More than a hundred of the best models, run on MVSEP’s servers. You need a free account and its API token.',
    local: 'Try it on this computer',
    localWhat: 'Classical separators that work offline. Nothing is uploaded, no account needed. A sample song is waiting.',
    later: 'You can change this at any time under Account.'
  },
  separate: enSeparate,
  links: enLinks,
  folders: enFolders,
  picker: enPicker,
  pairs: enPairs,
  plans: enPlans,
  prepare: enPrepare,
  jobs: enJobs,
  there: enThere,
  export: enExport,
  compare: enCompare,
  ensemble: enEnsemble,
  errors: enErrors,
  history: enHistory,
  split: enSplit,
  library: {
    lead: 'Everything you have taken apart, newest first.',
    list: 'Finished jobs',
    empty: 'Nothing here yet',
    emptyNext: 'Songs you separate are kept here, ready to be heard again.',
    goSeparate: 'Separate a song',
    search: 'Search library',
    nothingFound: 'Nothing in your library matches “{{query}}”.'
  },
  account: {
    where: 'Where songs are separated',
    whereMvsepWhat: 'On MVSEP’s servers, with your account',
    whereLocalWhat: 'Offline and free, with classical methods',
    mvsepHeading: 'MVSEP account',
    signedOut: 'Sign in with the API token of your MVSEP account. It is checked once and then kept in your system’s keychain, never in a file.',
    signedOutSession: 'Sign in with the API token of your MVSEP account. It is checked once, and never written to a file.',
    sessionOnly: 'No keychain answered on this system. The token will be kept only until you quit Unbraid.',
    token: 'API token',
    tokenHelp: 'A long row of letters and digits from your MVSEP profile.',
    showToken: 'Show token',
    hideToken: 'Hide token',
    signIn: 'Sign in',
    signingIn: 'Checking the token…',
    whereToken: 'Where do I find my token?',
    signedInAs: 'Signed in as',
    credits: 'Credits',
    creditsWhat: 'One credit is about one minute of a standard model.',
    kept: 'Token',
    keptKeychain: 'Kept in your system’s keychain',
    keptSession: 'Kept until you quit; no keychain answered',
    checkedAt: 'Checked {{when}}',
    refresh: 'Check again',
    signOut: 'Sign out',
    unchecked: 'Your token is kept, but could not be checked'
  },
  accounts: enAccount,
  notices: {
    accountRefused_one: 'MVSEP no longer takes your token: {{count}} job waits',
    accountRefused_other: 'MVSEP no longer takes your token: {{count}} jobs wait',
    accountMissing_one: '{{count}} job waits until you are signed in to MVSEP',
    accountMissing_other: '{{count, number}} jobs wait until you are signed in to MVSEP',
    accountNext: 'Nothing is lost: they go on by themselves once you have signed in.',
    ledgerDamaged_one: 'One job could not be read from the list of jobs',
    ledgerDamaged_other: '{{count, number}} jobs could not be read from the list of jobs',
    ledgerDamagedNext: 'They were set aside, not deleted. All other jobs are here, and stems that were fetched are still in your library folder.',
    ledgerReplaced: 'The list of jobs was damaged',
    ledgerReplacedNext: 'It was set aside, not deleted, and a new list was begun. Stems that were fetched are still in your library folder.',
    notesDamaged: 'Notes of {{what, list}} could not be read',
    notesDamagedNext: 'They were set aside, not deleted. Jobs and stems are all here, but nothing more is begun by itself: begin it again.',
    notesOf: { runs: 'recipes under way', splits: 'songs in parts', watches: 'watch folders' },
    listsDamaged: 'Some of your {{what, list}} could not be read',
    listsDamagedNext: 'They were set aside, not deleted. What could be read is here.',
    listsOf: { settings: 'settings', presets: 'presets', recipes: 'recipes' },
    keychainMissing: 'No keychain answered on this system',
    keychainMissingNext: 'Your token cannot be kept when Unbraid quits. Unlock or install a keychain, or sign in again each time, under Account.',
    cancelAgreed: '“{{name}}” is cancelled at MVSEP',
    cancelAgreedUnbegun: 'It had not begun, so it costs nothing.',
    cancelAgreedBegun: 'It had already begun: credits spent on it do not come back.',
    cancelRefused: 'MVSEP did not take “{{name}}” back',
    cancelRefusedNext: 'It is stopped here, but credits spent on it do not come back. Press Retry to fetch what MVSEP made of it.',
    cancelledMany_one: '{{count}} job is stopped here',
    cancelledMany_other: '{{count, number}} jobs are stopped here',
    cancelledFree_one: 'MVSEP took {{count}} back before it had begun: it costs nothing.',
    cancelledFree_other: 'MVSEP took {{count}} back before they had begun: they cost nothing.',
    cancelledBegun_one: '{{count}} had already begun: credits spent on it do not come back.',
    cancelledBegun_other: '{{count, number}} had already begun: credits spent on them do not come back.',
    cancelledRefused_one: 'MVSEP did not take {{count}} back: credits spent on it do not come back. Retry fetches what it made.',
    cancelledRefused_other: 'MVSEP did not take {{count}} back: credits spent on them do not come back. Retry fetches what it made.',
    cancelledUnheard_one: 'MVSEP could not be told of {{count}}: it may go on there and cost credits.',
    cancelledUnheard_other: 'MVSEP could not be told of {{count}}: they may go on there and cost credits.',
    removed_one: '“{{name}}” is off the list',
    removed_other: '{{count, number}} jobs are off the list',
    removedNext: 'Stems that were fetched stay in your library folder.',
    cancelUnheard: 'MVSEP could not be told that “{{name}}” is cancelled',
    cancelUnheardNext: 'It is stopped here, but may go on there and cost credits. Press Retry to have its stems after all.'
  },
  units: {
    percent: '{{percent}} %',
    decibels: '{{value}} dB',
    megabytes: '{{value}} MB',
    kilobytes: '{{value}} kB',
    gigabytes: '{{value}} GB',
    seconds: '{{value}} s',
    minutes: '{{value}} min',
    hours: '{{value}} h',
    unknownDuration: 'length unknown'
  }
} as const

/** The shape every other language must have. */
export type Translation<T = typeof en> = { readonly [K in keyof T]: T[K] extends string ? string : Translation<T[K]> }
