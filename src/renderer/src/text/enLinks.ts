/** Texts about links: songs that the service fetches itself. */
export const enLinks = {
  paste: 'Paste link…',
  title: 'Songs from links',
  field: 'Links',
  placeholder: 'https://…',
  what: 'One or several, one a line or in the middle of words. MVSEP fetches the songs itself; this computer sends nothing but the links.',
  whatHere: 'One or several, one a line or in the middle of words. The service on this computer fetches the songs; it takes direct links.',
  found: 'Links found',
  none: 'No link in there yet.',
  count_one: '{{count}} link',
  count_other: '{{count, number}} links',
  left_one: 'One more is left out: at most {{most, number}} are added at once.',
  left_other: '{{count, number}} more are left out: at most {{most, number}} are added at once.',
  known: 'Already in the list',
  add: 'Add link',
  addSome_one: 'Add {{count}} link',
  addSome_other: 'Add {{count}} links',
  kindOf: 'Kind of link: {{name}}',
  kinds: { direct: 'Direct link', mega: 'MEGA', drive: 'Google Drive', dropbox: 'Dropbox' },
  refused: 'Not taken',
  refusedTitle_one: 'One link was not taken',
  refusedTitle_other: '{{count, number}} links were not taken',
  noneDropped: 'There is no link in what was dropped',
  noneDroppedNext: 'Drop audio files, or the address of one.',
  why: {
    notWeb: 'Only addresses that begin with http or https can be fetched.',
    credentials: 'It holds a name or a password, which the service would see. Download the file, then add it.',
    tooLong: 'It is too long to be sent. Download the file, then add it.',
    result: 'It leads to stems that are made already. Open it in the Library.',
    innerHost: 'It leads into your own network, where MVSEP cannot reach it. Download the file, then add it.'
  },
  limits: {
    directOnly: '“{{song}}” is a shared link; the service on this computer takes direct links alone.',
    directOnlyNext: 'Choose “Direct link” if it leads to the file itself, or separate it at MVSEP.',
    innerHost: '“{{song}}” lies in your own network, where MVSEP cannot reach it.',
    innerHostNext: 'Download the file and add it, or separate on this computer.'
  },
  mayBeNone: 'See also that its link leads to the audio file itself.',
  fetching: 'MVSEP is fetching the song from its link',
  fetchingHere: 'Fetching the song from its link',
  dropNowWhat: 'The service fetches the songs from their links.'
} as const
