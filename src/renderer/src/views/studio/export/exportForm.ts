import type { NameToken } from '../../../../../shared/domain/exportNames'
import type { ExportChoices, ExportContent, ExportFormat, ExportKind, ExportOptions } from '../../../../../shared/domain/exports'
import { toHeardGains } from '../../../../../shared/domain/mix'
import type { SongFacts } from '../../../../../shared/domain/songFacts'
import type { StudioSession } from '../../../../../shared/domain/studio'
import type { PlayerState } from '../../../audio/player.types'
import { toEstimates } from '../../../stores/songFacts'
import type { ExportWish } from './openExport'

/** What stands in the dialog. */
export interface ExportForm extends ExportChoices {
  readonly stemIndexes: readonly number[]
  /** The stem left out by 'minusOne'. */
  readonly without: number
  readonly loopOnly: boolean
  readonly lowerByDecibels: number
}

/** A dialog as it opens: everything chosen as the last time, every stem, the whole song. Where no song is, nothing goes next to it. */
export function firstForm({ choices, places }: ExportOptions, session: StudioSession, { without }: ExportWish = {}): ExportForm {
  return {
    ...choices,
    place: choices.place === 'source' && places.source === null ? 'folder' : choices.place,
    stemIndexes: session.stems.map(({ index }) => index),
    without: without ?? session.stems[0]?.index ?? 0,
    ...(without === undefined ? {} : { kind: 'minusOne' }),
    loopOnly: false,
    lowerByDecibels: 0
  }
}

/** Formats that make sense for what is exported: only a whole stem has one it came in. */
export function formatsFor(kind: ExportKind, loopOnly: boolean): readonly ExportFormat[] {
  const made = ['wav16', 'wav24', 'wav32f', 'flac16', 'flac24', 'mp3'] as const
  return kind === 'stems' && !loopOnly ? ['same', ...made] : made
}

/** The format in force: what was chosen, or the nearest that makes sense. */
export const formatOf = ({ kind, loopOnly, format }: ExportForm): ExportFormat => (formatsFor(kind, loopOnly).includes(format) ? format : 'wav24')

/** Whether enough is chosen to begin. */
export const isComplete = ({ kind, stemIndexes }: ExportForm): boolean => kind !== 'stems' || stemIndexes.length > 0

/** How many stems are heard as the mixer stands. */
export const heardCount = ({ controls }: PlayerState): number => toHeardGains(controls).filter((gain) => gain > 0).length

/** Names that tell neither are not made anew when the estimates come. */
const TELLS_ESTIMATES = /\{\s*(?:bpm|key)\s*\}/i

/** What the dialog says, with the mixer as it stands and what was heard in the song so far, for main. */
export function toContent(form: ExportForm, session: StudioSession, { controls, masterGain, loop }: PlayerState, facts: SongFacts | undefined): ExportContent {
  return {
    jobId: session.jobId,
    what: toWhat(form, session, controls, masterGain),
    range: form.loopOnly && loop !== null ? { startFrame: Math.round(loop.startFrame), endFrame: Math.round(loop.endFrame) } : null,
    format: formatOf(form),
    lowerByDecibels: form.lowerByDecibels,
    template: form.template,
    tags: form.tags,
    estimates: toEstimates(TELLS_ESTIMATES.test(form.template) ? facts : undefined)
  }
}

function toWhat(form: ExportForm, session: StudioSession, controls: PlayerState['controls'], masterGain: number): ExportContent['what'] {
  switch (form.kind) {
    case 'stems': return { kind: 'stems', stemIndexes: session.stems.map(({ index }) => index).filter((index) => form.stemIndexes.includes(index)) }
    case 'minusOne': return { kind: 'minusOne', stemIndex: form.without }
    case 'mix': return {
      kind: 'mix',
      masterGain,
      mixer: session.stems.map(({ index }, position) => ({ stemIndex: index, gain: 1, pan: 0, muted: false, soloed: false, ...controls[position] }))
    }
  }
}

/** The template with a token put behind what stands there. */
export function withToken(template: string, token: NameToken): string {
  const gap = template === '' || /[\s([{_-]$/.test(template) ? '' : ' '
  return `${template}${gap}{${token}}`
}

