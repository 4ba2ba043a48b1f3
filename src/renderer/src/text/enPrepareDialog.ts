import type { ErrorWords, PrepareErrorCode } from './enErrors'

/** Failures that only this dialog tells. */
export const enPrepareErrors = {
  wouldClip: {
    what: '{{subject}} is louder in places than 24 bits can hold, and would be cut off.',
    safe: 'It was left as it is.',
    next: 'Send it as it is.'
  }
} as const satisfies Record<PrepareErrorCode, ErrorWords>

/** Texts of the dialog in which it is chosen what is sent of a song; they come with it. */
export const enPrepareDialog = {
  title: 'What is sent of “{{name}}”',
  song: 'The song as it is: {{facts}}',
  looking: 'Looking at what could be sent…',
  ways: 'Ways to send it',
  flac: 'The whole song as lossless FLAC',
  flacExact: 'About {{size}} instead of {{from}} are sent. Every sample stays as it is.',
  flacRounded: 'About {{size}} instead of {{from}} are sent. Its 32-bit samples are rounded to 24 bits, which lies at −144 dB and is not heard.',
  flacDo: 'Make FLAC',
  flacDoRounded: 'Make 24-bit FLAC',
  track: 'Only the sound of this video',
  trackWhat: 'About {{size}} instead of {{from}} are sent. The {{codec}} sound is taken out as it is and not encoded again.',
  trackDo: 'Take out the sound',
  locked: 'The sound of this video cannot be taken out here.',
  lockedNext: 'The video is left as it is and can be sent whole. If that is too large, save its sound in another program as WAV or FLAC and add that.',
  trial: 'Try 30 seconds first',
  trialWhat: 'Hear several models on a part of the song before you pay for the whole. The part is sent lossless.',
  trialDo: 'Choose the part…',
  none: 'Nothing is gained here: it is sent as it is.',
  stands: 'At present {{what}} is sent.',
  working: 'The file is being made and compared with the song…',
  progress: 'How far the file is',
  pick: {
    title: 'Which 30 seconds?',
    what: 'Drag the window, or move it with the arrow keys: one second each, ten with Page Up and Page Down.',
    wave: 'The song',
    window: 'The part that is tried',
    windowText: '{{from}} to {{to}}',
    play: 'Play the part',
    pause: 'Pause',
    opening: 'Opening the song…',
    decoding: 'The picture comes when the song is decoded. The part can be chosen now.',
    silent: 'This song cannot be heard here, so no part of it can be cut out. Send it as it is.',
    take: 'Try this part'
  }
} as const
