import type { SongFacts } from '../../shared/domain/songFacts'
import type { AudioTrack } from '../../codecs/audioTrack'
import type { TrackTags } from '../../codecs/tags/trackTags'
import type { BlendedFiles, BlendTask } from './blend/blendFiles'
import type { CopyTask } from './exportCopy'
import type { ExportControl } from './exportControl'
import type { ExportedFile, ExportTask } from './exportFile'
import type { DeliveredFormat } from './exportFormat'
import type { CutPlan, FindCutsTask } from './parts/findCuts'
import type { JoinedFile, JoinTask } from './parts/joinParts'
import type { WritePartsTask } from './parts/writeParts'
import type { FlacOffer } from './flacOffer'
import type { SameSoundTask } from './sameSound'
import type { ZipTask } from './zipFiles'

/** What the audio worker is asked to do. Paths are made by main. */
export type AudioTask =
  /** What a file sounds like; WAV and AIFF can be read in place. */
  | { readonly kind: 'probe'; readonly path: string }
  /** Peaks of a WAV or AIFF file that stays where it is. */
  | { readonly kind: 'peaks'; readonly path: string; readonly peaksPath: string }
  /** The whole file as WAV at one sample rate, and its peaks in the same pass. */
  | {
      readonly kind: 'decode'
      readonly path: string
      readonly sampleRateHz: number
      readonly pcmPath: string
      readonly peaksPath: string
    }
  /** A new file from others: a mix, or a stem in another format. */
  | ({ readonly kind: 'export' } & ExportTask)
  /** A new stem of the same stem of several jobs. */
  | ({ readonly kind: 'blend' } & BlendTask)
  /** The format a result came in; null for what is no sound. */
  | { readonly kind: 'format'; readonly path: string }
  /** Where a long song is best cut, its parts as files, and the same stem of all of them in a row. */
  | ({ readonly kind: 'findCuts' } & FindCutsTask)
  | ({ readonly kind: 'writeParts' } & WritePartsTask)
  | ({ readonly kind: 'joinParts' } & JoinTask)
  /** The same file somewhere else. */
  | ({ readonly kind: 'copy' } & CopyTask)
  /** Several files in one, stored as they are. */
  | ({ readonly kind: 'zip' } & ZipTask)
  /** What a song says about itself; null when it says nothing. */
  | { readonly kind: 'readTags'; readonly path: string }
  | { readonly kind: 'writeTags'; readonly path: string; readonly tags: TrackTags }
  /** Tempo and key of the sum of files. */
  | { readonly kind: 'songFacts'; readonly paths: readonly string[] }
  /** The notes of a MIDI file, as the page draws them. */
  | { readonly kind: 'notes'; readonly path: string; readonly sampleRateHz: number }
  /** Integrated loudness in LUFS; null for silence. */
  | { readonly kind: 'loudness'; readonly path: string }
  /** What the file would be as FLAC; `samplePath` is written and removed on the way. */
  | { readonly kind: 'flacOffer'; readonly path: string; readonly samplePath: string }
  /** The sound of a film that can be taken out as it is; null where there is none. */
  | { readonly kind: 'findTrack'; readonly path: string }
  | { readonly kind: 'copyTrack'; readonly path: string; readonly toPath: string; readonly control: ExportControl }
  /** Fails with 'damaged' unless one file holds what the other does. */
  | ({ readonly kind: 'sameSound' } & SameSoundTask)

/** The rate of notes, which are played at whatever rate is wanted. */
export const ANY_RATE = 0

export interface ProbeResult {
  readonly isPcm: boolean
  /** ANY_RATE for MIDI. */
  readonly sampleRateHz: number
}

/** How far a decode task is, told while it works: what is written can be read. */
export interface DecodeNews {
  readonly channels: number
  readonly sampleRateHz: number
  readonly sampleFormat: 's16' | 'f32'
  /** Of the whole; undefined when only the end will tell. */
  readonly frames: number | undefined
  readonly writtenFrames: number
}

export interface WrittenResult {
  readonly frames: number
  readonly channels: number
  readonly pcmBytes: number
  readonly peaksBytes: number
  /** See toOutlineFile. */
  readonly outline: Uint8Array<ArrayBuffer>
}

export interface AudioResults {
  probe: ProbeResult
  peaks: WrittenResult
  decode: WrittenResult
  export: ExportedFile
  blend: BlendedFiles
  format: DeliveredFormat | null
  findCuts: CutPlan
  writeParts: readonly number[]
  joinParts: JoinedFile
  copy: undefined
  zip: undefined
  readTags: TrackTags | null
  writeTags: undefined
  songFacts: SongFacts
  notes: Uint8Array<ArrayBuffer>
  loudness: number | null
  flacOffer: FlacOffer | null
  findTrack: AudioTrack | 'locked' | null
  copyTrack: undefined
  sameSound: undefined
}

export interface TaskFailure {
  /** A CodecError's code, a system error's code, or 'unexpected'. */
  readonly code: string
  readonly message: string
}

export interface TaskRequest {
  readonly id: number
  readonly task: AudioTask
}

/** What a task tells before its reply. */
export interface TaskNews {
  readonly id: number
  readonly news: DecodeNews
}

export type TaskReply =
  | { readonly id: number; readonly ok: true; readonly result: AudioResults[AudioTask['kind']] }
  | { readonly id: number; readonly ok: false; readonly failure: TaskFailure }

/** A task that failed, as the main side throws it: its code is the failure's. */
export class TaskError extends Error {
  constructor(
    readonly code: string,
    message: string
  ) {
    super(message)
    this.name = 'TaskError'
  }
}
