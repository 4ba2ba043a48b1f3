import { mkdir, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { openLedger, type LedgerRow } from '../../src/main/jobs/ledger'

export interface ReadyJob {
  readonly id: string
  readonly name: string
  /** Result files, all in one folder. */
  readonly stems: readonly { readonly name: string; readonly path: string }[]
  /** The song it was made from. */
  readonly source?: string
  readonly algorithm?: string
}

/** Writes jobs that are done into the profile of an app that is not running: what is to be heard need not be separated. */
export async function seedReadyJobs(profile: string, jobs: readonly ReadyJob[]): Promise<void> {
  await mkdir(profile, { recursive: true })
  await writeFile(join(profile, 'settings.json'), JSON.stringify({ service: 'local' }))
  const rows = await Promise.all(jobs.map(toRow))
  const ledger = openLedger(join(profile, 'jobs.db'), Date.now)
  try {
    ledger.save(rows)
  } finally {
    ledger.close()
  }
}

async function toRow({ id, name, stems, source, algorithm = 'Seeded' }: ReadyJob, position: number): Promise<LedgerRow> {
  const sizes = await Promise.all(stems.map(({ path }) => stat(path)))
  const about = source === undefined ? null : await stat(source)
  const atMs = Date.UTC(2026, 0, 1) + position
  return {
    job: {
      id,
      service: 'local',
      input: { name, sizeBytes: about?.size ?? 0, durationSeconds: null },
      plan: { renderId: 1, algorithmName: algorithm, options: [], outputFormat: 1 },
      createdAtMs: atMs,
      updatedAtMs: atMs,
      attempt: 1,
      position: position + 1,
      paused: false,
      accountId: null,
      phase: 'ready',
      remote: { hash: `seeded-${id}`, apiBase: 'http://127.0.0.1:9/api', acceptedAtMs: atMs, deletedAtMs: null },
      files: stems.map((stem, index) => ({
        index, stem: stem.name, url: `http://127.0.0.1:9/${index}`, sizeBytes: sizes[index]?.size ?? null, fileName: basename(stem.path), done: true, damaged: false
      })),
      finishedAtMs: atMs
    },
    source: source === undefined || about === null ? null : { path: source, sizeBytes: about.size, mtimeMs: about.mtimeMs },
    folder: dirname(stems[0]?.path ?? ''),
    lastBytesAtMs: null,
    removedAtMs: null
  }
}
