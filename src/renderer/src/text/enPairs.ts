/** Texts of algorithms that take two songs, and of jobs made of two. */
export const enPairs = {
  title: 'Takes two songs',
  what: 'The target is changed so that it sounds like the reference. Both are sent.',
  target: 'Target',
  targetWhat: 'The song that is changed',
  reference: 'Reference',
  referenceWhat: 'The song it is to sound like',
  choose: 'Choose a song…',
  allOthers_one: 'Every song but the reference: {{count}}',
  allOthers_other: 'Every song but the reference: {{count}}',
  addAs: { target: 'Add a file as target…', reference: 'Add a file as reference…' },
  swap: 'Swap target and reference',
  swapped: '“{{target}}” is the target now, “{{reference}}” the reference.',
  several_one: '{{count}} job with this reference',
  several_other: '{{count, number}} jobs with this reference',
  dropHere: 'Drop a file here',
  needBoth: 'Add a target and a reference song.',
  needTarget: 'Add the song that is to be changed: the target.',
  needReference: 'Add the song that it is to sound like: the reference.',
  chooseReference: 'Choose which of the songs is the reference.',
  withReference: 'with reference {{name}}'
} as const
