import { extname } from 'node:path'
import type { OutputFormat } from '../../codecs/types'
import { toBalance, toHeardGains } from '../../shared/domain/mix'
import type { ExportContent, ExportFormat } from '../../shared/domain/exports'
import { AppError } from '../../shared/errors/appError'
import type { ExportJob } from './exportJob'
import type { WantedName } from './exportNames'

/** What is heard of one of the job's files, left and right. */
export interface HeardStem {
  readonly index: number
  readonly left: number
  readonly right: number
}

/** One file to be made. */
export interface WantedFile extends WantedName {
  readonly layout: 'stem' | 'mix'
  readonly heard: readonly HeardStem[]
  /** 'same' is a copy of its one stem. */
  readonly format: ExportFormat
}

const EXTENSIONS: Readonly<Record<OutputFormat, string>> = { wav16: 'wav', wav24: 'wav', wav32f: 'wav', flac16: 'flac', flac24: 'flac', mp3: 'mp3' }

/** A mix, or part of a stem, has no form it came in: made of whatever, this loses nothing one could hear. */
const LOSSLESS: OutputFormat = 'wav24'

/** Whether stems are wanted whole and at their own level. */
export const isUntouched = ({ range, lowerByDecibels }: ExportContent): boolean => range === null && lowerByDecibels === 0

/**
 * The files an export is made of. `sessionIndexes` are the stems that can be heard, in their order.
 * @throws AppError invalidInput for a stem that the job does not have
 */
export function planExport(content: ExportContent, job: ExportJob, sessionIndexes: readonly number[]): readonly WantedFile[] {
  const { what, lowerByDecibels } = content
  const isAsDelivered = what.kind === 'stems' && isUntouched(content)
  const format = content.format === 'same' && !isAsDelivered ? LOSSLESS : content.format
  const lowered = 10 ** (-lowerByDecibels / 20)
  const nameOf = (index: number): string => fileOf(job, index).stem
  const mixed = (stem: string, heard: readonly HeardStem[]): readonly WantedFile[] => {
    const mixFormat = format === 'same' ? LOSSLESS : format
    // A stem that is silent is not read at all; the mix stays as long as the session.
    return [{ stem, layout: 'mix', heard: heard.filter(({ left, right }) => left !== 0 || right !== 0), format: mixFormat, extension: EXTENSIONS[mixFormat] }]
  }
  switch (what.kind) {
    case 'stems':
      return [...new Set(what.stemIndexes)].map((index) => {
        const { stem, path } = fileOf(job, index)
        const extension = format === 'same' ? extname(path).slice(1) || 'bin' : EXTENSIONS[format]
        return { stem, layout: 'stem', heard: [{ index, left: lowered, right: lowered }], format, extension }
      })
    case 'mix': {
      const gains = toHeardGains(what.mixer)
      return mixed('Mix', what.mixer.map(({ stemIndex, pan }, at) => {
        if (!sessionIndexes.includes(stemIndex)) throw unknownStem()
        const gain = (gains[at] ?? 0) * what.masterGain * lowered
        const [left, right] = toBalance(pan)
        return { index: stemIndex, left: left * gain, right: right * gain }
      }))
    }
    case 'minusOne':
      if (!sessionIndexes.includes(what.stemIndex)) throw unknownStem()
      return mixed(`Minus ${nameOf(what.stemIndex)}`, sessionIndexes
        .filter((index) => index !== what.stemIndex)
        .map((index) => ({ index, left: lowered, right: lowered })))
  }
}

/** The result of this index. @throws AppError invalidInput */
export function fileOf({ files }: ExportJob, index: number): ExportJob['files'][number] {
  const file = files.find((candidate) => candidate.index === index)
  if (file === undefined) throw unknownStem()
  return file
}

const unknownStem = (): AppError => new AppError('invalidInput', { detail: 'unknown stem' })
