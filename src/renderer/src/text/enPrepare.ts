/** Texts of songs that are not sent as they are, in lists. */
export const enPrepare = {
  open: 'Before the upload…',
  smaller: 'Make “{{name}}” smaller…',
  whatFlac: 'the song as FLAC, {{size}}',
  whatTrial: 'a part of 30 seconds from {{from}}, {{size}}',
  whatTrack: 'the sound of the video, {{size}}',
  undo: 'Send “{{name}}” as it is',
  done: '{{name}} is ready: {{what}}.',
  undone: '{{name}} is sent as it is again.',
  markFlac: 'FLAC, was {{size}}',
  markTrial: '30 s from {{from}}',
  markTrack: 'Sound only, was {{size}}',
  trialMark: '30 s trial',
  runWhole: 'Run the whole song with this plan'
} as const
