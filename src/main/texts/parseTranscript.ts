import { z } from 'zod'
import type { TranscriptLine } from '../../shared/domain/transcript'
import { visibleText } from '../../shared/text/visibleText'

const TIME = '(?:(\\d{1,3}):)?(\\d{1,2}):(\\d{2})(?:[.,](\\d{1,3}))?'
// Gaps have a limit: a text of nothing but spaces would otherwise take minutes.
const GAP = '[ \\t]{0,16}'
const SPAN_START = `^${GAP}\\[?${GAP}${TIME}${GAP}-->`
const SPAN = new RegExp(`${SPAN_START}${GAP}${TIME}[^\\]\\n]*\\]?(.*)$`)
const MARK = new RegExp(`^${GAP}[[(]${GAP}${TIME}${GAP}[\\])](.*)$`)

const seconds = z.coerce.number().min(0).max(1e6).nullable().catch(null)
// Whisper and those like it: {segments: [{start, end, text}]}, the list alone, or only {text}.
const segment = z.object({ start: seconds.optional(), end: seconds.optional(), text: z.string() })
const jsonWire = z.union([
  z.object({ segments: z.array(segment) }).transform(({ segments }) => segments),
  z.array(segment),
  z.object({ text: z.string() }).transform((whole) => whole.text.split('\n').map((text): z.infer<typeof segment> => ({ text })))
])

/** Reads SubRip, WebVTT, Whisper's JSON and plain text; what is none of the timed kinds is lines of text. Never throws. */
export function parseTranscript(content: string): TranscriptLine[] {
  const text = content.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const lines = parseJson(text) ?? (SPAN_ANYWHERE.test(text) ? parseSpans(text) : parsePlain(text))
  return lines.map((line) => ({ ...line, text: toShown(line.text) })).filter((line) => line.text !== '')
}

const SPAN_ANYWHERE = new RegExp(SPAN_START, 'm')

/** What reorders or hides letters does not reach the screen. */
const toShown = (text: string): string => text.split('\n').map((line) => visibleText(line).trim()).filter((line) => line !== '').join('\n')

function parseJson(text: string): TranscriptLine[] | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return jsonWire.parse(JSON.parse(text)).map(({ start, end, text: words }) => ({ startSeconds: start ?? null, endSeconds: end ?? null, text: words }))
  } catch {
    return undefined // some other text that begins with a bracket
  }
}

/** Blocks that begin with a span of time: SubRip, WebVTT, and Whisper's own lines. */
function parseSpans(text: string): TranscriptLine[] {
  const found: { startSeconds: number; endSeconds: number; words: string[] }[] = []
  for (const line of text.split('\n')) {
    const [, h1, m1, s1, f1, h2, m2, s2, f2, words = ''] = SPAN.exec(line) ?? []
    if (m1 !== undefined) found.push({ startSeconds: toSeconds(h1, m1, s1, f1), endSeconds: toSeconds(h2, m2, s2, f2), words: [words] })
    else found.at(-1)?.words.push(line)
  }
  return found.map(({ startSeconds, endSeconds, words }, index) => {
    // The number of the next block stands before its time.
    const isBeforeNext = index < found.length - 1 && words.length > 1
    const own = isBeforeNext && /^\s*\d+\s*$/.test(words.at(-1) ?? '') ? words.slice(0, -1) : words
    return { startSeconds, endSeconds: Math.max(startSeconds, endSeconds), text: own.join('\n').replace(/<\/?[bicuv](?:[ .][^<>\n]{0,200})?>/g, '') }
  })
}

function parsePlain(text: string): TranscriptLine[] {
  return text.split('\n').map((line) => {
    const [, hours, minutes, secondsPart, fraction, words] = MARK.exec(line) ?? []
    if (minutes === undefined) return { startSeconds: null, endSeconds: null, text: line }
    return { startSeconds: toSeconds(hours, minutes, secondsPart, fraction), endSeconds: null, text: words ?? '' }
  })
}

const toSeconds = (hours = '0', minutes = '0', whole = '0', fraction = '0'): number =>
  Number(hours) * 3_600 + Number(minutes) * 60 + Number(whole) + Number(`0.${fraction}`)
