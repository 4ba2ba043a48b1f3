import { createHash } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

// Ids come from a page: whatever they hold, the name of the file is ours.
const nameOf = (jobId: string): string => `${createHash('sha256').update(jobId).digest('hex').slice(0, 32)}.json`

/** The small file that a folder keeps about a job. */
export const jobFilePath = (folder: string, jobId: string): string => join(folder, nameOf(jobId))

/** Removes what a folder keeps about jobs that are no more. A job that was only taken off the list may come back: not before the next start. */
export async function pruneJobFiles(folder: string, jobIds: readonly string[]): Promise<void> {
  const kept = new Set(jobIds.map(nameOf))
  const names = await readdir(folder).catch(() => [])
  await Promise.all(names.filter((name) => /^[0-9a-f]{32}\.json$/.test(name) && !kept.has(name)).map((name) => rm(join(folder, name), { force: true })))
}
