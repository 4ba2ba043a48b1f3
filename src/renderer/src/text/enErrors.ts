import type { ErrorCode } from '../../../shared/errors/appError'

/** What happened, what is safe, what to do next: three plain sentences for every failure. */
export interface ErrorWords {
  readonly what: string
  readonly safe: string
  readonly next: string
}

/** Failures that are told in one place alone: their words come with it. */
export type WatchErrorCode = Extract<ErrorCode, 'watchOverlap' | 'watchTooLarge'>
export type PrepareErrorCode = Extract<ErrorCode, 'wouldClip'>
export type RecipeErrorCode = Extract<ErrorCode, 'recipeFileUnreadable' | 'recipesFull'>

/** {{subject}} is the file or folder it is about, else "This file". */
export const enErrors = {
  offline: {
    what: 'You seem to be offline.',
    safe: 'Nothing is lost; jobs that are under way go on at the service.',
    next: 'Unbraid continues by itself once the connection is back.'
  },
  serverUnreachable: {
    what: 'The service could not be reached.',
    safe: 'Your files, your token and your jobs are kept.',
    next: 'Check your connection and try again in a moment. You can also separate on this computer meanwhile.'
  },
  notMvsep: {
    what: 'Something answered, but it was not MVSEP.',
    safe: 'Nothing was sent to it beyond the request.',
    next: 'A hotel or office network may want you to log in first. Open any web page, then try again.'
  },
  tlsFailed: {
    what: 'The connection to the service is not secure, so it was closed.',
    safe: 'Your token was not sent.',
    next: 'Check that this computer’s date is right and that no proxy or virus scanner opens encrypted connections.'
  },
  proxyRefused: {
    what: 'The proxy of your network did not let Unbraid through.',
    safe: 'Nothing was sent beyond it, and your jobs are kept.',
    next: 'It may want a name and a password. Start Unbraid with HTTPS_PROXY=http://name:password@proxy:port, or ask whoever runs the network.'
  },
  serverError: {
    what: 'The service had a problem of its own.',
    safe: 'Your files and jobs are kept.',
    next: 'Try again in a few minutes.'
  },
  rateLimited: {
    what: 'The service asks us to slow down.',
    safe: 'Nothing is lost.',
    next: 'Wait a minute, then try again.'
  },
  tokenMissing: {
    what: 'This needs an MVSEP account, and you are not signed in.',
    safe: 'Your songs and choices are kept.',
    next: 'Sign in under Account, then try again.'
  },
  tokenInvalid: {
    what: 'This token was not accepted by MVSEP.',
    safe: 'Your songs and jobs are kept.',
    next: 'Copy the API token from your MVSEP profile once more, whole and without spaces, and sign in again.'
  },
  refused: {
    what: 'The service refused this.',
    safe: 'Nothing was charged for it.',
    next: 'Read its reason below, change the song, the options or the format, and try again.'
  },
  alreadyRunning: {
    what: 'Another job of yours is still running at MVSEP.',
    safe: 'This one was not sent and costs nothing.',
    next: 'Wait for the other one, or cancel it, then try again.'
  },
  algorithmUnavailable: {
    what: 'This algorithm is not available right now.',
    safe: 'Nothing was sent or charged.',
    next: 'Choose another algorithm, or try again later.'
  },
  jobNotFound: {
    what: 'The service no longer knows this job.',
    safe: 'Files that were already fetched are still on your disk.',
    next: 'Results stay there for 72 hours. Separate the song again to get the rest.'
  },
  jobFailed: {
    what: 'The separation failed at the service.',
    safe: 'Your song is untouched.',
    next: 'Try again, or choose another algorithm or option.'
  },
  linkFailed: {
    what: 'The song could not be fetched from its link.',
    safe: 'Nothing was separated.',
    next: 'See that everybody with the link may open it, and that it leads to the audio file itself, not to a page about it. Then press Retry, or paste another link.'
  },
  answerLost: {
    what: 'The song was sent, but the answer got lost on the way.',
    safe: 'It is not sent a second time without your word.',
    next: 'Let Unbraid look for it at the service, then decide.'
  },
  uploadCut: {
    what: 'The connection broke each time this song was being sent.',
    safe: 'No whole copy of it arrived, so nothing was charged.',
    next: 'The service may find the song too large, or the line may be too weak. Try another format, network or region, then press Retry.'
  },
  fileMissing: {
    what: '{{subject}} is not there any more.',
    safe: 'Nothing else was touched.',
    next: 'Put it back, or plug its drive in again, then try once more.'
  },
  fileUnreadable: {
    what: '{{subject}} could not be read.',
    safe: 'It was left as it is.',
    next: 'Check that you are allowed to open it and that its drive is fine, then add it again.'
  },
  fileEmpty: {
    what: '{{subject}} is empty.',
    safe: 'It was left as it is.',
    next: 'Perhaps a copy or download was cut short. Add the complete file.'
  },
  fileNotAudio: {
    what: '{{subject}} is not an audio file.',
    safe: 'It was left as it is.',
    next: 'Add a WAV, AIFF, FLAC, MP3, OGG or M4A file.'
  },
  fileUndecodable: {
    what: '{{subject}} looks like audio, but could not be decoded.',
    safe: 'It was left as it is.',
    next: 'It may be damaged or protected. Convert it to WAV or FLAC and add that.'
  },
  videoSilent: {
    what: '{{subject}} is a video in which no sound can be read.',
    safe: 'It was left as it is.',
    next: 'If it sounds in other programs, save its sound there as WAV or FLAC and add that.'
  },
  fileIsFolder: {
    what: '{{subject}} is a folder.',
    safe: 'Nothing in it was touched.',
    next: 'Open it and add the songs inside.'
  },
  fileChanged: {
    what: '{{subject}} changed after it was added.',
    safe: 'No part of it is kept at the service; nothing was charged.',
    next: 'Wait until other programs are done with it, then add it again.'
  },
  fileTooLarge: {
    what: 'The disk of “{{subject}}” takes no files as large as this stem.',
    safe: 'What was fetched so far is kept, and the rest waits at the service.',
    next: 'Disks in the FAT32 format end at 4 GB a file. Choose another library folder, then press Retry.'
  },
  diskFull: {
    what: '“{{subject}}” has no room left: its disk is full.',
    safe: 'What was fetched so far is kept, and the rest waits at the service.',
    next: 'Free some space or choose another library folder, then press Retry.'
  },
  dataDiskFull: {
    what: 'There is no room for the file that would be sent.',
    safe: 'The song was left as it is, and what was begun is removed.',
    next: 'Free some space on the disk that holds your user folder and try again, or send the song as it is.'
  },
  folderUnwritable: {
    what: 'Unbraid may not write to “{{subject}}”.',
    safe: 'Nothing was overwritten or lost.',
    next: 'Choose another folder, or allow writing to it, then try again.'
  },
  downloadDamaged: {
    what: 'A stem arrived damaged and was not kept.',
    safe: 'The good stems are kept, the results are still at the service.',
    next: 'Press Retry to fetch the rest again; that costs nothing.'
  },
  resultUntrusted: {
    what: 'The results point to a place Unbraid does not trust.',
    safe: 'Nothing was downloaded from there.',
    next: 'Try again later; if it stays so, tell MVSEP about it.'
  },
  localServiceFailed: {
    what: 'The service on this computer stopped working.',
    safe: 'Your songs and finished stems are kept.',
    next: 'Try again; if it stays so, restart Unbraid.'
  },
  keychainFailed: {
    what: 'Your system’s keychain would not let go of the token.',
    safe: 'Unbraid has forgotten it until the next start; the keychain still has it.',
    next: 'Unlock the keychain, sign in and out again, or delete the entry “Unbraid” in it yourself.'
  },
  ledgerUnreadable: {
    what: 'The list of jobs could not be read.',
    safe: 'It was set aside, not deleted. Stems are still in your library folder.',
    next: 'Go on with a new list, or restart Unbraid to try again.'
  },
  presetFileUnreadable: {
    what: '{{subject}} could not be read as presets.',
    safe: 'Your own presets are as they were; nothing was added.',
    next: 'Choose a file that was exported from Unbraid. The reason is below.'
  },
  presetsFull: {
    what: 'There is no room for more presets.',
    safe: 'The presets you have are kept, and nothing was added.',
    next: 'Unbraid keeps up to 1,000. Remove some you no longer use, then try again.'
  },
  partsDiffer: {
    what: 'The parts of {{subject}} could not be joined.',
    safe: 'Every part is kept with its stems, and nothing is paid for again.',
    next: 'Each part can be opened by itself. The reason is below.'
  },
  cancelled: {
    what: 'Cancelled.',
    safe: 'What was already fetched is kept.',
    next: 'Start it again whenever you like.'
  },
  invalidInput: {
    what: 'This request could not be understood.',
    safe: 'Nothing was sent.',
    next: 'Check what you entered and try again.'
  },
  unexpected: {
    what: 'Something unexpected went wrong.',
    safe: 'Your files and jobs are kept.',
    next: 'Try again; if it stays so, restart Unbraid.'
  }
} as const satisfies Record<Exclude<ErrorCode, WatchErrorCode | PrepareErrorCode | RecipeErrorCode>, ErrorWords>
