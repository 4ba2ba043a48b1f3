import { nameInHash } from '../../shared/domain/resultLink'
import type { ServerJob } from '../../shared/domain/serverHistory'
import type { Demo, NewsItem, SiteQueue } from '../../shared/domain/site'
import { toOneLine, toPlainText } from './plainText'
import { toAnswerTexts } from './toAnswerTexts'
import { toRichText } from './toRichText'
import type { HistoryRow, RemoteFile, RemoteStatus } from './types'
import { demoWire, historyRowWire, newsWire, queueWire, remoteFileWire, statusWire } from './wire'

/** What separation/get says (API notes §3), or null when it says no status at all. */
export function toRemoteStatus(json: unknown): RemoteStatus | null {
  const { status, data } = statusWire.parse(json)
  if (status === null || status === '') return null
  const message = data.message === null ? null : toOneLine(data.message) || null
  switch (status) {
    case 'not_found':
      return { status: 'notFound', message }
    case 'waiting':
      return { status: 'waiting', queueCount: data.queue_count, currentOrder: data.current_order }
    case 'distributing':
      return { status: 'distributing', finishedChunks: data.finished_chunks, allChunks: data.all_chunks }
    case 'processing':
    case 'merging':
      return { status, message }
    case 'done':
      return { status: 'done', files: [...data.files.map(toRemoteFile), ...toAnswerTexts(data.transcription)], ...named(toOneLine(data.algorithm ?? '', 300)) }
    case 'failed':
      return { status: 'failed', message }
    default:
      return { status: 'unknown', word: toOneLine(status, 60), message }
  }
}

const named = (algorithmName: string): { readonly algorithmName?: string } => (algorithmName === '' ? {} : { algorithmName })

/** One entry of `files`; its url is '' while the service still writes it. */
function toRemoteFile(sent: unknown, index: number): RemoteFile {
  const { type, url, bytes, download } = remoteFileWire.parse(sent)
  return {
    stem: toOneLine(type ?? '', 120) || `Stem ${index + 1}`,
    url: url?.trim() ?? '',
    sizeBytes: bytes !== null && Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : null,
    suggestedName: download === '' ? null : download
  }
}

/** A row of separation_history; none when it has no hash. */
export function toHistoryRow(sent: unknown): readonly ServerJob[] {
  const parsed = historyRowWire.safeParse(sent)
  if (!parsed.success) return []
  const { hash, created_at: createdAt, time_left: hoursLeft, algorithm, credits, job_exists: exists } = parsed.data
  const renderId = algorithm.render_id !== null && Number.isSafeInteger(algorithm.render_id) && algorithm.render_id >= 0 ? algorithm.render_id : null
  return [{
    hash, createdAtMs: toUnixMs(createdAt), renderId, hoursLeft, algorithmName: toOneLine(algorithm.name ?? '', 300) || null,
    credits: credits !== null && credits >= 0 ? credits : null, isKept: exists !== false
  }]
}

/** Shape of a long hash (API notes §2). */
const HASH = /^\d{14}-[0-9a-f]+-/

/** The jobs of `current_queue`, whatever holds them: rows, or hashes alone. What names no hash is passed over. */
export function toQueueRows(queue: unknown): readonly HistoryRow[] {
  if (typeof queue !== 'object' || queue === null) return []
  return Object.values(queue).flatMap((item: unknown) =>
    typeof item === 'string' ? (HASH.test(item) ? toHistoryRow({ hash: item }) : []) : toHistoryRow(item))
}

/** `YYYY-MM-DD HH:MM[:SS]` as Unix milliseconds; the service names no zone, and its times agree with UTC (API notes §8). */
export function toUnixMs(text: string | null): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)/.exec(text ?? '')
  const ms = match === null ? Number.NaN : Date.parse(`${match[1] ?? ''}T${match[2] ?? ''}Z`)
  return Number.isNaN(ms) ? null : ms
}

/** A news item with its HTML read by the allow-list; none when it cannot be told from others. */
export function toNewsItem(sent: unknown): readonly NewsItem[] {
  const parsed = newsWire.safeParse(sent)
  if (!parsed.success) return []
  const { id, title, text, created_at: publishedAt } = parsed.data
  return [{ id, title: toOneLine(toPlainText(title ?? ''), 300), text: toRichText(text ?? ''), publishedAtMs: toUnixMs(publishedAt) }]
}

/** A row of app/demo; none when it has no hash. */
export function toDemo(sent: unknown): readonly Demo[] {
  const parsed = demoWire.safeParse(sent)
  if (!parsed.success) return []
  const { hash, date, size, algorithm } = parsed.data
  return [{
    hash, name: nameInHash(hash) ?? hash, algorithmName: toOneLine(algorithm.name ?? '', 200), renderId: algorithm.render_id,
    publishedAtMs: toUnixMs(date), sizeText: toOneLine(size ?? '', 40)
  }]
}

/** The plan of whoever asked app/queue; null where the service does not say. */
export function toOwnPlan(json: unknown): string | null {
  const parsed = queueWire.safeParse(json)
  const plan = parsed.success ? (parsed.data.current.plan ?? parsed.data.plan.plan) : null
  return plan === null ? null : toOneLine(plan, 60)
}

/** app/queue, or null when there is no queue in it. The asker's own block is called `current` or `plan`. */
export function toSiteQueue(json: unknown): SiteQueue | null {
  const parsed = queueWire.safeParse(json)
  if (!parsed.success) return null
  const { queue, free_separations: free } = parsed.data
  const own = parsed.data.current.plan === null ? parsed.data.plan : parsed.data.current
  const byPlan = Object.entries(queue).flatMap(([plan, waiting]) => (plan === 'in_process' || waiting === null ? [] : [{ plan, waiting }]))
  if (own.plan !== null && own.queue !== null && !byPlan.some(({ plan }) => plan === own.plan)) {
    byPlan.push({ plan: own.plan, waiting: own.queue })
  }
  const inProcess = queue['in_process'] ?? null
  if (inProcess === null && byPlan.length === 0) return null
  return { inProcess, byPlan, freeSeparations: free.left === null || free.max === null ? null : { left: free.left, max: free.max } }
}
