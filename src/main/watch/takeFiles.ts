import { probeAudio } from '../../codecs/probe'
import type { Algorithm } from '../../shared/domain/algorithm'
import { creditsFor } from '../../shared/domain/cost'
import { valuesOf } from '../../shared/domain/defaultPlan'
import type { Plan } from '../../shared/domain/plan'
import type { FoundFile } from '../inputs/walkFolders'
import type { EnqueueItem } from '../jobs/enqueueItem'
import { contentId, watchJobId } from './contentId'
import { stampOf } from './settling'
import type { WatchRecord } from './watchStore'

export interface TakeParts {
  readonly plan: Plan
  readonly algorithm: Algorithm
  /** The local calendar day, as it names spending. */
  readonly day: string
  /** Whether a job of this id was made. */
  readonly isMade: (jobId: string) => boolean
  /** Makes the job; durable when it returns, and made once for one id. */
  readonly enqueue: (item: EnqueueItem) => void
  /** Keeps the record; durable when it resolves. */
  readonly save: (record: WatchRecord) => Promise<void>
  readonly signal: AbortSignal
}

interface Candidate {
  readonly file: FoundFile
  readonly content: string
  readonly jobId: string
}

const MOST_KNOWN = 100_000

/**
 * Makes jobs of settled files, one after the other: the job first, under an id that comes from what the file holds, and its note
 * behind it, so that an end in between loses and doubles nothing. Jobs that were made and not noted come first and count
 * whatever the ceiling says, for they are spent. Answers the record as it is then, and how many songs wait for another day.
 */
export async function takeFiles(start: WatchRecord, files: readonly FoundFile[], parts: TakeParts): Promise<{ readonly record: WatchRecord; readonly waiting: number }> {
  let record: WatchRecord = start.spent.day === parts.day ? start : { ...start, spent: { day: parts.day, credits: 0 } }
  const note = async (file: FoundFile, change: Partial<WatchRecord>): Promise<void> => {
    const entries: [string, string][] = [...Object.entries(record.known), [file.path, stampOf(file)]]
    const known = Object.fromEntries(entries.slice(-MOST_KNOWN))
    record = { ...record, ...change, known }
    await parts.save(record)
  }
  const candidates: Candidate[] = []
  for (const file of files) {
    parts.signal.throwIfAborted()
    const content = await contentId(file.path).catch(() => null)
    // It went, or cannot be read just now: the next look tells.
    if (content !== null) candidates.push({ file, content, jobId: watchJobId(record.id, content) })
  }
  const isMade = new Map(candidates.map(({ jobId }) => [jobId, parts.isMade(jobId)]))
  const ordered = [...candidates].sort((one, other) => Number(isMade.get(other.jobId)) - Number(isMade.get(one.jobId)))
  let waiting = 0
  for (const { file, content, jobId } of ordered) {
    parts.signal.throwIfAborted()
    if (record.contents.includes(content)) {
      await note(file, {}) // the same song under another name, or touched
      continue
    }
    // Every job costs a credit at least: nothing needs to be opened to know that it waits.
    if (record.dailyCredits !== null && record.spent.credits >= record.dailyCredits && isMade.get(jobId) !== true) {
      waiting += 1
      continue
    }
    const durationSeconds = await probeAudio(file.path).then((probe) => probe.durationSeconds, () => undefined)
    const credits = creditsFor(parts.algorithm, valuesOf(parts.plan), durationSeconds ?? null)
    const isCharged = record.dailyCredits !== null
    if (durationSeconds === undefined || (isCharged && credits === null)) {
      await note(file, { skipped: record.skipped + 1 })
      continue
    }
    const spent = record.spent.credits + (isCharged ? (credits ?? 0) : 0)
    if (record.dailyCredits !== null && spent > record.dailyCredits && isMade.get(jobId) !== true) {
      waiting += 1
      continue
    }
    const { path, name, sizeBytes, mtimeMs, below } = file
    parts.enqueue({ id: jobId, source: { path, sizeBytes, mtimeMs, below: [...below] }, name, sizeBytes, durationSeconds, plan: parts.plan })
    await note(file, { made: record.made + 1, contents: [...record.contents, content], spent: { day: parts.day, credits: spent } })
  }
  return { record, waiting }
}
