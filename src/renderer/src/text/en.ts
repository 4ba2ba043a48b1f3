import { enCompare } from './enCompare'
import { enErrors } from './enErrors'
import { enExport } from './enExport'
import { enJobs } from './enJobs'
import { enPlans } from './enPlans'
import { enPicker } from './enPicker'
import { enSeparate } from './enSeparate'
import { enStudio } from './enStudio'
import { enTexts } from './enTexts'

/** English, the language the others are translated from. Keys say where a text stands, not what it says. */
export const en = {
  app: {
    name: 'Unbraid',
    loading: 'Starting Unbraid…',
    startFailed: 'Unbraid could not start its window properly',
    tryAgain: 'Try again',
    dismiss: 'Dismiss',
    close: 'Close',
    cancel: 'Cancel',
    thisFile: 'This file',
    theFolder: 'The folder',
    theService: 'The service',
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
    runsOn: 'Runs on',
    jobsRunning_one: '{{count}} job running',
    jobsRunning_other: '{{count}} jobs running'
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
  picker: enPicker,
  plans: enPlans,
  jobs: enJobs,
  studio: enStudio,
  export: enExport,
  compare: enCompare,
  texts: enTexts,
  errors: enErrors,
  library: {
    title: 'Library',
    lead: 'Everything you have taken apart, newest first.',
    list: 'Finished jobs',
    empty: 'Nothing here yet',
    emptyNext: 'Songs you separate are kept here, ready to be heard again.',
    goSeparate: 'Separate a song',
    stems_one: '{{count}} stem',
    stems_other: '{{count}} stems',
    search: 'Search library',
    nothingFound: 'Nothing in your library matches “{{query}}”.'
  },
  explore: {
    title: 'Explore',
    leadMvsep: 'What is new at MVSEP, and how busy it is right now.',
    leadLocal: 'What the service on this computer has to say, and what it is working on.',
    news: 'News',
    noNews: 'No news right now.',
    queue: 'Queue',
    inProcess_one: 'song being separated',
    inProcess_other: 'songs being separated',
    waiting: 'Waiting, by plan',
    nobodyWaits: 'Nobody is waiting.',
    freeLeft: 'Free separations left today',
    freeOf: '{{left}} of {{max}}',
    loading: 'Asking the service…',
    refresh: 'Refresh',
    openSite: 'Open mvsep.com'
  },
  account: {
    title: 'Account',
    where: 'Where songs are separated',
    whereMvsep: 'MVSEP',
    whereMvsepWhat: 'On MVSEP’s servers, with your account',
    whereLocal: 'This computer',
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
    checking: 'Checking your account…',
    whereToken: 'Where do I find my token?',
    register: 'Create a free account',
    signedInAs: 'Signed in as',
    credits: 'Credits',
    creditsWhat: 'One credit is about one minute of a standard model.',
    premium: 'Premium',
    premiumOn: 'On: credits are spent, premium limits hold',
    premiumOff: 'Off: nothing is spent, the free limits hold',
    kept: 'Token',
    keptKeychain: 'Kept in your system’s keychain',
    keptSession: 'Kept until you quit; no keychain answered',
    checkedAt: 'Checked {{when}}',
    refresh: 'Check again',
    signOut: 'Sign out',
    unchecked: 'Your token is kept, but could not be checked',
    useMvsep: 'You are signed in, and songs go to MVSEP.'
  },
  notices: {
    ledgerDamaged_one: 'One job could not be read from the list of jobs',
    ledgerDamaged_other: '{{count}} jobs could not be read from the list of jobs',
    ledgerDamagedNext: 'They were set aside, not deleted. All other jobs are here, and stems that were fetched are still in your library folder.',
    ledgerReplaced: 'The list of jobs was damaged',
    ledgerReplacedNext: 'It was set aside, not deleted, and a new list was begun. Stems that were fetched are still in your library folder.',
    keychainMissing: 'No keychain answered on this system',
    keychainMissingNext: 'Your token cannot be kept when Unbraid quits. Unlock or install a keychain, or sign in again each time, under Account.',
    cancelAgreed: '“{{name}}” is cancelled at MVSEP',
    cancelAgreedUnbegun: 'It had not begun, so it costs nothing.',
    cancelAgreedBegun: 'It had already begun: credits spent on it do not come back.',
    cancelRefused: 'MVSEP did not take “{{name}}” back',
    cancelRefusedNext: 'It is stopped here, but credits spent on it do not come back. Press Retry to fetch what MVSEP made of it.',
    cancelUnheard: 'MVSEP could not be told that “{{name}}” is cancelled',
    cancelUnheardNext: 'It is stopped here, but may go on there and cost credits. Press Retry to have its stems after all.'
  },
  settings: {
    title: 'Settings',
    appearance: 'Appearance',
    theme: 'Theme',
    themeSystem: 'Like the system',
    themeLight: 'Light',
    themeDark: 'Dark',
    files: 'Files',
    libraryFolder: 'Library folder',
    libraryFolderWhat: 'Each song gets a folder of its own in here. Jobs that are under way stay where they began.',
    choose: 'Choose…',
    keyboard: 'Keyboard',
    about: 'About',
    version: 'Version {{version}}',
    aboutText: 'Unbraid is free, open software and an unofficial client of MVSEP; it is not made by MVSEP.',
    site: 'Open mvsep.com',
    keySpace: 'Play or pause, in the Studio',
    keyArrows: 'Back or forward 5 seconds, in the Studio',
    keyHomeEnd: 'To the start or the end, in the Studio',
    studioKeys: 'Single keys in the Studio',
    studioKeysOn: 'On. Each can be another key; switch them off when you dictate.',
    studioKeysOff: 'Off. Space, arrows, Home, End and Escape still work.',
    studioKeysChange: 'Studio keys…',
    keyEscape: 'Leave the Studio, close a list or dialog',
    keyPaste: 'Add copied audio files',
    keyStar: 'Star the algorithm in focus, or take its star away',
    keys: {
      space: 'Space', arrows: '← →', homeEnd: 'Home, End', escape: 'Esc', paste: 'Ctrl or ⌘ + V', star: 'Ctrl or ⌘ + D'
    }
  },
  units: {
    megabytes: '{{value}} MB',
    kilobytes: '{{value}} kB',
    gigabytes: '{{value}} GB',
    unknownDuration: 'length unknown'
  }
} as const

/** The shape every other language must have. */
export type Translation<T = typeof en> = { readonly [K in keyof T]: T[K] extends string ? string : Translation<T[K]> }
