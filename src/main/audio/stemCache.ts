import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeWhole } from './partFile'

/** The cache's size at most; the jobs heard longest ago go first. */
const MOST_CACHE_BYTES = 4 * 1024 ** 3

/** Some ten jobs of a dozen stems, 20 KB each. */
const MOST_REMEMBERED = 128

/** The place of the job's own input file beside its stems, which count from 0. */
export const ORIGINAL_INDEX = -1

const metaSchema = z.object({
  version: z.literal(2),
  source: z.object({ sizeBytes: z.number(), mtimeMs: z.number(), isPcm: z.boolean(), sampleRateHz: z.number() }),
  /** Rate of the PCM the peaks were made from: the session's. */
  sampleRateHz: z.number(),
  channels: z.number(),
  frames: z.number(),
  /** 0 when the source itself is read. */
  pcmBytes: z.number(),
  peaksBytes: z.number(),
  /** See toOutlineFile; base64. */
  outline: z.string()
})

/** What is known of a stem whose peaks (and PCM, unless it is a WAV or AIFF read in place) are in the cache. */
export type StemMeta = z.infer<typeof metaSchema>

export interface StemPaths {
  readonly pcm: string
  readonly peaks: string
  readonly meta: string
}

export interface StemCache {
  paths(jobId: string, index: number): StemPaths
  /** What is cached for this source, if it is whole and the source is the same file as then. */
  find(jobId: string, index: number, source: { readonly sizeBytes: number; readonly mtimeMs: number }): Promise<StemMeta | undefined>
  /** Makes cached files count; they are written before. */
  record(jobId: string, index: number, meta: StemMeta): Promise<void>
  /** Makes the job's folder, and the job the last one heard. */
  use(jobId: string): Promise<void>
  /** Removes the jobs heard longest ago until the cache fits; never those in `keep`. */
  prune(keep: ReadonlySet<string>): Promise<void>
}

/** Decoded stems and peaks on disk, one folder a job. Losing it costs time, nothing else. */
export function createStemCache(folder: string, mostBytes = MOST_CACHE_BYTES): StemCache {
  const jobFolder = (jobId: string) => join(folder, toFolderName(jobId))
  /** What was read or recorded last, by path: a job that is opened again is not read from the disk again. */
  const remembered = new Map<string, StemMeta>()

  function remember(path: string, meta: StemMeta): StemMeta {
    remembered.delete(path)
    remembered.set(path, meta)
    for (const oldest of remembered.keys()) {
      if (remembered.size <= MOST_REMEMBERED) break
      remembered.delete(oldest)
    }
    return meta
  }

  async function readMeta(path: string): Promise<StemMeta | undefined> {
    try {
      return remember(path, remembered.get(path) ?? metaSchema.parse(JSON.parse(await readFile(path, 'utf8'))))
    } catch {
      return undefined // missing, torn or of another version: made again
    }
  }

  function paths(jobId: string, index: number): StemPaths {
    const base = join(jobFolder(jobId), index === ORIGINAL_INDEX ? 'original' : String(index))
    return { pcm: `${base}.wav`, peaks: `${base}.dat`, meta: `${base}.json` }
  }

  return {
    paths,
    async find(jobId, index, source) {
      const { pcm, peaks, meta: metaPath } = paths(jobId, index)
      const meta = await readMeta(metaPath)
      if (meta?.source.sizeBytes !== source.sizeBytes || meta.source.mtimeMs !== source.mtimeMs) return undefined
      const whole = (await sizeOf(peaks)) === meta.peaksBytes && (meta.pcmBytes === 0 || (await sizeOf(pcm)) === meta.pcmBytes)
      return whole ? meta : undefined
    },
    async record(jobId, index, meta) {
      const path = paths(jobId, index).meta
      await writeWhole(path, JSON.stringify(meta))
      remember(path, meta)
    },
    async use(jobId) {
      await mkdir(jobFolder(jobId), { recursive: true })
      const now = new Date()
      await utimes(join(jobFolder(jobId)), now, now)
    },
    async prune(keep) {
      const kept = new Set([...keep].map(toFolderName))
      const jobs = (await listFolders(folder)).sort((one, other) => one.usedAtMs - other.usedAtMs)
      let total = jobs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
      for (const job of jobs) {
        if (total <= mostBytes) return
        if (kept.has(job.name)) continue
        await rm(join(folder, job.name), { recursive: true, force: true })
        total -= job.sizeBytes
      }
    }
  }
}

// Ids are made by us and plain; anything else must not become a path.
function toFolderName(jobId: string): string {
  return /^[\w-]{1,64}$/.test(jobId) ? jobId : createHash('sha256').update(jobId).digest('hex')
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch {
    return undefined // gone: made again
  }
}

async function listFolders(folder: string): Promise<{ name: string; usedAtMs: number; sizeBytes: number }[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async ({ name }) => {
        const path = join(folder, name)
        const sizes = await Promise.all((await readdir(path)).map((file) => sizeOf(join(path, file))))
        const { mtimeMs } = await stat(path)
        return { name, usedAtMs: mtimeMs, sizeBytes: sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0) }
      })
  )
}
