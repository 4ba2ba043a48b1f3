/** Texts of blending: one stem made of the same stem of several jobs. */
export const enEnsemble = {
  open: 'Blend…',
  title: 'Blend into one stem',
  lead: 'The same stem of several jobs becomes a new one, on this computer, free and to the sample. Its sources stay as they are.',
  jobs: 'Which jobs',
  stemOf: 'Stem of {{name}}',
  weightOf: 'Weight of {{name}}',
  weight: 'Weight {{count}}',
  tooFew: 'Choose at least two.',
  tooMany: 'Up to {{count}} can be blended at once.',
  method: 'How',
  methods: { mean: 'Mean', median: 'Median', smallest: 'Least', largest: 'Most' },
  methodsWhat: {
    mean: 'The average. What each got wrong in its own way grows quieter.',
    median: 'The middle one of each tone. What a single job got wrong is left out.',
    smallest: 'Only what all of them agree on: least bleed, a little thinner.',
    largest: 'All that any of them found: fullest, with the most bleed.'
  },
  rest: 'Also the rest of the song, as “{{name}}”',
  restName: 'Rest',
  restWhat: 'The song minus the blend: together they are the song again.',
  start: 'Blend',
  progress: 'Blending',
  madeHere: 'Made on this computer',
  madeFrom: 'Made here from',
  song: 'the song',
  keptAsFloats: 'Made, as WAV in 32 bit float',
  keptAsFloatsWhy: 'Its loudest places are beyond what FLAC can hold. This way nothing of it is cut off.',
  refused: {
    length: '{{name}} and {{than}} differ by {{seconds}} seconds in length',
    channels: '{{name}} has {{channels}} channels, {{than}} has {{thanChannels}}'
  },
  refusedNext: 'Nothing was made, and nothing was changed. Leave one of them out, or choose another stem of it.'
} as const
