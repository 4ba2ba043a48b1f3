import { toPlain, toSrt, type TranscriptLine } from '../../shared/domain/transcript'
import { toOneLine } from './plainText'
import { asObject, isList, numberWire, parsedWire, textWire } from './tolerant'
import type { RemoteFile } from './types'

/** Words in an answer have no address of their own: this names the answer, and which of its texts. */
const ADDRESS = 'answer:'
export const isInAnswer = (url: string): boolean => url.startsWith(ADDRESS)

/** A job makes one transcript, or one a speaker. */
const MOST_TEXTS = 20
const MOST_DEPTH = 4
const LONGEST_SECONDS = 1e6
const USUAL_NAME = 'Transcription'
/** Where those that wrap their words put them, the most telling first. */
const HOLDERS = ['segments', 'chunks', 'srt', 'vtt', 'text', 'transcription', 'transcript', 'content', 'data'] as const

interface Words {
  readonly name: string
  readonly ending: 'srt' | 'vtt' | 'txt'
  readonly text: string
}

/**
 * What `transcription` of a done job holds (API notes §3), each text as a result that comes in the answer itself. Which
 * shape it has is nowhere said: text, segments with times, objects around either and lists of them are taken; what
 * holds no words is passed over. Never throws.
 */
export function toAnswerTexts(transcription: unknown): readonly RemoteFile[] {
  return toWords(transcription, USUAL_NAME, 0).slice(0, MOST_TEXTS).map(({ name, ending, text }, index) => ({
    stem: name, url: `${ADDRESS}${index}`, sizeBytes: Buffer.byteLength(text), suggestedName: `text.${ending}`, text
  }))
}

function toWords(sent: unknown, name: string, depth: number): Words[] {
  if (depth > MOST_DEPTH) return []
  if (typeof sent === 'string') return fromText(sent, name, depth)
  if (isList(sent)) return fromList(sent, name, depth)
  const wrapped = asObject(sent)
  if (wrapped === null) return []
  const line = toLine(wrapped)
  if (line !== null && line.startSeconds !== null && line.text !== '') return [fromLines([line], name)]
  const own = toOneLine(textWire.parse(wrapped['type']) ?? textWire.parse(wrapped['name']) ?? '', 120) || name
  for (const holder of HOLDERS) {
    const found = toWords(wrapped[holder], own, depth + 1)
    if (found.length > 0) return found
  }
  return []
}

function fromText(sent: string, name: string, depth: number): Words[] {
  const text = sent.replace(/\r\n?/g, '\n').trim()
  if (text === '') return []
  const found = toWords(toParsed(text), name, depth + 1)
  if (found.length > 0) return found
  const ending = text.startsWith('WEBVTT') ? 'vtt' : /^\d+\n[\d:,. ]+-->/.test(text) ? 'srt' : 'txt'
  return [{ name, ending, text: `${text}\n` }]
}

/** The list or object a text holds as JSON; null for words. */
function toParsed(text: string): unknown {
  const parsed = parsedWire.parse(text)
  return typeof parsed === 'object' ? parsed : null
}

/** Segments are one text; so are lines without times. Anything longer stands for itself. */
function fromList(sent: readonly unknown[], name: string, depth: number): Words[] {
  const isLines = sent.every((item) => item === null || (typeof item === 'string' ? !item.includes('\n') && toParsed(item) === null : toLine(asObject(item)) !== null))
  if (!isLines) return sent.slice(0, MOST_TEXTS).flatMap((item) => toWords(item, name, depth + 1))
  const lines = sent.flatMap((item): TranscriptLine[] => {
    const line = typeof item === 'string' ? { startSeconds: null, endSeconds: null, text: item } : toLine(asObject(item))
    return line === null || line.text.trim() === '' ? [] : [line]
  })
  return lines.length === 0 ? [] : [fromLines(lines, name)]
}

/** Subtitles have no place for words without a time: then only the words are kept. */
function fromLines(lines: readonly TranscriptLine[], name: string): Words {
  const isTimed = lines.every(({ startSeconds }) => startSeconds !== null)
  return { name, ...(isTimed ? { ending: 'srt', text: toSrt(lines) } : { ending: 'txt', text: toPlain(lines) }) }
}

/** {start, end, text} in seconds, or {timestamp: [start, end], text}; null for anything else. */
function toLine(sent: Readonly<Record<string, unknown>> | null): TranscriptLine | null {
  const words = sent === null || HOLDERS.some((holder) => isList(sent[holder])) ? null : textWire.parse(sent['text'])
  if (sent === null || words === null) return null
  const [from, to] = isList(sent['timestamp']) ? sent['timestamp'] : [sent['start'], sent['end']]
  return { startSeconds: toSeconds(from), endSeconds: toSeconds(to), text: words.trim() }
}

function toSeconds(sent: unknown): number | null {
  const seconds = numberWire.parse(sent)
  return seconds !== null && seconds >= 0 && seconds <= LONGEST_SECONDS ? seconds : null
}
