import { z } from 'zod'
import { SUBMISSION_FIELDS, type CheckerEntry, type CheckerScore, type Leaderboard, type SubmissionAnswer, type SubmissionField } from '../../shared/domain/qualityChecker'
import { AppError } from '../../shared/errors/appError'
import { parseBody, readAnswer, toAnswerError } from './answer'
import { toOneLine } from './plainText'
import { readRows, type Rows } from './site'
import { toUnixMs } from './toDomain'
import { toRichText } from './toRichText'
import { asObject, flagWire, listWire, numberWire, objectWire, textWire, wordsWire } from './tolerant'
import type { HttpAnswer } from './types'

const entryWire = z.object({
  id: numberWire.pipe(z.int().min(1)), dataset_type: numberWire, dataset_name: textWire, date: textWire, algo_name: textWire, main_text: textWire,
  proc: numberWire, proc_remote_date: textWire, msg: textWire, metrics: wordsWire, is_ensemble: flagWire
})
const leaderboardWire = objectWire(z.object({ sortables: listWire, sort: textWire }))
const addedWire = objectWire(z.object({ data: objectWire(z.object({ id: numberWire })) }))
const refusedWire = objectWire(z.object({ message: z.unknown().optional(), errors: z.unknown().optional(), data: objectWire(z.object({ message: z.unknown().optional() })) }))

const SCORE = /^sdr_([a-z0-9_-]{1,40})$/i
const MOST_SCORES = 40
const MOST_METRICS = 500

/** "sdr_lead_vocals" -> "lead vocals"; a key of another kind is its own name. */
export const stemOfScore = (key: string): string => (SCORE.exec(key)?.[1] ?? key).replace(/[_-]+/g, ' ')

/** An entry of the quality checker; none when it has no id. */
export function toCheckerEntry(sent: unknown): readonly CheckerEntry[] {
  const parsed = entryWire.safeParse(sent)
  if (!parsed.success) return []
  const entry = parsed.data
  const message = toOneLine(entry.msg ?? '', 500)
  const isGood = /^ok\b/i.test(message)
  const metrics = entry.metrics.flatMap((text) => text.split(/\r?\n|<br\s*\/?>/i)).map((line) => toOneLine(line, 300)).filter(Boolean).slice(0, MOST_METRICS)
  const scores = toScores(sent)
  return [{
    id: entry.id,
    datasetType: entry.dataset_type,
    datasetName: toOneLine(entry.dataset_name ?? '', 120),
    algorithmName: toOneLine(entry.algo_name ?? '', 255) || `#${entry.id}`,
    text: toRichText(entry.main_text ?? ''),
    addedAtMs: toUnixMs(entry.date),
    processedAtMs: toUnixMs(entry.proc_remote_date),
    status: toStatus(entry.proc, message === '' ? null : isGood, scores.length + metrics.length > 0),
    message: isGood ? '' : message,
    metrics,
    scores,
    isEnsemble: entry.is_ensemble === true
  }]
}

/** The page lists no numbers of `proc` (API notes §10): only 0 is believed, the rest is told by the message and the figures. */
function toStatus(proc: number | null, isGood: boolean | null, hasFigures: boolean): CheckerEntry['status'] {
  if (proc === 0) return 'waiting'
  if (isGood === false) return proc === null ? 'waiting' : 'failed'
  return hasFigures || (isGood === true && proc !== null) ? 'processed' : 'waiting'
}

function toScores(sent: unknown): readonly CheckerScore[] {
  const scores = Object.entries(asObject(sent) ?? {}).flatMap(([key, value]): CheckerScore[] => {
    const decibels = SCORE.test(key) ? numberWire.parse(value) : null
    return decibels === null ? [] : [{ key, stem: stemOfScore(key), decibels }]
  })
  return scores.slice(0, MOST_SCORES)
}

/** Reads quality_checker/queue. Throws AppError('notMvsep') for anything but a list. */
export const readCheckerQueue = (answer: unknown, limit: number): Rows<CheckerEntry> =>
  readRows(answer, limit, 'a quality checker without entries', toCheckerEntry)

/** Reads quality_checker/leaderboard. Throws AppError('notMvsep') for anything without entries. */
export function readLeaderboard(answer: unknown, limit: number): Leaderboard {
  const { items: entries, hasMore } = readRows(answer, limit, 'a leaderboard without entries', toCheckerEntry)
  const { sortables, sort } = leaderboardWire.parse(answer)
  const keys = [...new Set(sortables.flatMap((key) => (typeof key === 'string' && key !== '' && key.length <= 60 ? [key] : [])))].slice(0, MOST_SCORES)
  return { entries, hasMore, sortables: keys.map((key) => ({ key, stem: stemOfScore(key) })), sort: sort !== null && keys.includes(sort) ? sort : null }
}

/** Reads quality_checker/entry. Throws AppError('notMvsep') where there is none. */
export function readCheckerEntry(answer: unknown): CheckerEntry {
  const whole = asObject(answer)
  const [entry] = toCheckerEntry(whole?.['data'] ?? answer)
  if (entry === undefined) throw new AppError('notMvsep', { detail: 'an entry without an id' })
  return entry
}

/** What quality_checker/add answered; a form that is refused tells which fields. `secrets` never come back in words. */
export function toSubmissionAnswer(answer: HttpAnswer, secrets: readonly (string | null)[]): SubmissionAnswer {
  try {
    return { outcome: 'added', entryId: addedWire.parse(readAnswer(answer, secrets)).data.id }
  } catch (error) {
    const json = parseBody(answer.body)
    if (!(error instanceof AppError) || error.code !== 'refused' || json === null) throw error
    return { outcome: 'refused', message: toAnswerError(answer, json, secrets).detail?.replace(/^HTTP \d+(: )?/, '') ?? '', fields: toFieldWords(json, secrets) }
  }
}

/** Sentences by field, wherever in a refusal the service put them. */
function toFieldWords(json: unknown, secrets: readonly (string | null)[]): Partial<Record<SubmissionField, string>> {
  const { message, errors, data } = refusedWire.parse(json)
  const words: Partial<Record<SubmissionField, string>> = {}
  for (const place of [asObject(errors), asObject(data.message), asObject(message)]) {
    for (const field of SUBMISSION_FIELDS) {
      const [sentence] = wordsWire.parse(place?.[field])
      if (sentence !== undefined) words[field] = toOneLine(secrets.reduce<string>((text, secret) => (secret ? text.replaceAll(secret, '…') : text), sentence), 300)
    }
  }
  return words
}
