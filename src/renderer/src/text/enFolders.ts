/** Texts of folders of songs. */
export const enFolders = {
  add: 'Add folder…',
  looking: 'looking…',
  lookingAt_one: 'Looking at one more file…',
  lookingAt_other: 'Looking at {{count, number}} more files…',
  needLooked_one: 'One file is still being looked at.',
  needLooked_other: '{{count, number}} files are still being looked at.',
  songs_one: '{{count}} song added',
  songs_other: '{{count, number}} songs added',
  leftOut_one: '{{count}} other file left out',
  leftOut_other: '{{count, number}} other files left out',
  unreadable_one: '{{count}} not readable',
  unreadable_other: '{{count, number}} not readable',
  none: 'No songs were found in the folder',
  cut: 'There may be more: not everything was searched, because the folder is too large or too deep. Add the folders in it one by one.',
  moreRefused_one: 'And one more.',
  moreRefused_other: 'And {{count, number}} more.',
  wishUnknown: 'The link names algorithm {{number}}, which is not offered here',
  wishUnknownNext: 'Nothing else was changed. Choose an algorithm in the list, or another service under Account.',
  changedWish: 'The link’s choice could not be taken as it stands',
  keep: 'Keep folders',
  keepWhat: 'Results of songs from a folder are put into folders of the same names in the library.'
} as const
