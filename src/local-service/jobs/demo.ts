import { copyFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Catalogue } from '../catalogue/catalogue'
import type { Desk } from './desk'
import type { JobStore } from './jobStore'
import { readPlan } from './plan'
import type { Storage } from './storage'

export interface DemoParts {
  readonly jobs: JobStore
  readonly catalogue: Catalogue
  readonly storage: Storage
  readonly desk: Desk
}

const FLAC = '2'

/**
 * Puts the song at `songPath` on the demo page, separated by the catalogue's first algorithm, unless it is there or on
 * its way. It expires like everything else and comes back with the next start. Node's I/O errors pass through.
 */
export async function publishDemo(songPath: string, { jobs, catalogue, storage, desk }: DemoParts): Promise<void> {
  const name = basename(songPath)
  if (jobs.own().some((job) => job.inputName === name && job.status !== 'removed' && job.status !== 'failed')) return
  const { size } = await stat(songPath)
  const path = join(storage.incomingDir, 'demo')
  await copyFile(songPath, path)
  const renderId = catalogue.entries[0]?.text.renderId ?? 0
  const plan = readPlan({ sep_type: String(renderId), output_format: FLAC }, catalogue, false)
  await desk.acceptDemo(plan, { path, name, sizeBytes: size, isCut: false })
}
