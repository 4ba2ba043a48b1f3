import type { ErrorWords, WatchErrorCode } from './enErrors'

/** Failures that only this page tells. */
export const enWatchErrors = {
  watchOverlap: {
    what: '“{{subject}}” cannot be watched: it holds your library or another watch folder, or lies in one.',
    safe: 'Results would become songs themselves, and songs would be paid for twice. Nothing was changed.',
    next: 'Choose a folder of its own.'
  },
  watchTooLarge: {
    what: '“{{subject}}” is too large to be watched.',
    safe: 'Nothing was changed.',
    next: 'Choose a folder with fewer files in it.'
  }
} as const satisfies Record<WatchErrorCode, ErrorWords>

/** Texts of watch folders. */
export const enWatch = {
  title: 'Watch folders',
  lead: 'New songs in a watch folder become jobs by themselves, with a preset. Songs are taken once, when they are written to their end.',
  add: 'Add a watch folder',
  preset: 'Preset',
  presetOn: '{{name}} · {{service}}',
  noPresets: 'Save a preset on the Separate page first: it says what is done with new songs.',
  daily: 'Credits a day',
  dailyOf: 'Credits a day for this folder',
  dailyWhat: 'At most this many are spent by it. Songs beyond wait for the next day.',
  existing: 'Take the songs that are in it now, too',
  pauseOf: 'Pause {{folder}}',
  resumeOf: 'Resume {{folder}}',
  remove: 'Stop watching {{folder}}',
  removed: '{{folder}} is watched no more. Its songs and its jobs stay.',
  withPreset: '“{{preset}}” on {{service}}',
  spent: '{{spent, number}} of {{daily, number}} credits today',
  made_one: '{{count}} job made',
  made_other: '{{count, number}} jobs made',
  skipped_one: '{{count}} file left alone, because it is no song or its length is unknown',
  skipped_other: '{{count, number}} files left alone, because they are no songs or their length is unknown',
  states: {
    watching: 'Watching',
    paused: 'Paused',
    folderGone: 'The folder is not there. It goes on by itself when it is back.',
    tooLarge: 'The folder has grown too large to be watched. Move songs out of it, or watch a smaller one.',
    presetGone: 'Its preset was removed, so that nothing is sent. Stop watching the folder, or bring the preset back.',
    presetUnfit: 'Its preset is not offered any more as it stands, so that nothing is sent. Correct the preset on the Separate page.',
    ceiling_one: '{{count}} song waits: today’s credits are spent, or it costs more than a day’s.',
    ceiling_other: '{{count, number}} songs wait: today’s credits are spent, or they cost more than a day’s.',
    listMissing: 'The list of algorithms could not be asked for. It goes on by itself.'
  }
} as const
