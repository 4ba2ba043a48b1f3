/** One line of a text that was made from sound. */
export interface TranscriptLine {
  /** Null when the text does not say when. */
  readonly startSeconds: number | null
  readonly endSeconds: number | null
  readonly text: string
}

/** A result that is text. `stemIndex` is StemFile.index. */
export interface ResultText {
  readonly stemIndex: number
  /** The service's word for it. */
  readonly name: string
  readonly fileName: string
  readonly lines: readonly TranscriptLine[]
  /** Whether there is more in the file than is shown. */
  readonly isCut: boolean
}

/** Whether a result of this name is words, and so nothing that could be heard. */
export const isTextName = (fileName: string): boolean => /\.(?:txt|srt|vtt|json|csv)$/i.test(fileName)

export const TEXT_FORMATS = ['txt', 'srt'] as const
export type TextFormat = (typeof TEXT_FORMATS)[number]

/** How long a line is shown for whose end is not known. */
const UNKNOWN_END_SECONDS = 4

/** Only the words, one line each. */
export const toPlain = (lines: readonly TranscriptLine[]): string => lines.map(({ text }) => `${text}\n`).join('')

/** SubRip; lines that do not say when are left out, since the format has no place for them. */
export function toSrt(lines: readonly TranscriptLine[]): string {
  const timed = lines.filter((line): line is TranscriptLine & { startSeconds: number } => line.startSeconds !== null)
  return timed
    .map(({ startSeconds, endSeconds, text }, index) => {
      const next = timed[index + 1]?.startSeconds ?? Infinity
      const end = endSeconds ?? Math.min(next, startSeconds + UNKNOWN_END_SECONDS)
      // An empty line would end the block early.
      const words = text.replace(/\n{2,}/g, '\n')
      return `${index + 1}\n${toSrtTime(startSeconds)} --> ${toSrtTime(Math.max(startSeconds, end))}\n${words}\n`
    })
    .join('\n')
}

function toSrtTime(seconds: number): string {
  const whole = Math.round(seconds * 1_000)
  const part = (value: number, digits: number): string => String(value).padStart(digits, '0')
  const [hours, minutes] = [Math.floor(whole / 3_600_000), Math.floor(whole / 60_000) % 60]
  return `${part(hours, 2)}:${part(minutes, 2)}:${part(Math.floor(whole / 1_000) % 60, 2)},${part(whole % 1_000, 3)}`
}
