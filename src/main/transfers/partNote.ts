import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { constants, open, type FileHandle } from 'node:fs/promises'
import { z } from 'zod'

const count = z.string().regex(/^\d{16}$/).transform(Number)

const schema = z.object({
  /** 1 was of parts written in any order, whose length says nothing. */
  version: z.union([z.literal(1), z.literal(2)]),
  source: z.string(),
  /** Strong ETag or Last-Modified of what is being fetched; null when the server gave neither. */
  validator: z.string().nullable(),
  totalBytes: z.int().min(0).nullable(),
  /** Bytes of the part that are on the disk for sure. */
  syncedBytes: count,
  /** The run of the system in which that was noted; null where the system has no name for it. */
  boot: z.string().nullable().default(null)
}).transform(({ version, ...note }) => (version === 1 ? { ...note, boot: null } : note))

/** What a half-downloaded file is of, kept beside it in `<name>.part.json`. */
export type PartNote = z.output<typeof schema>

/** This run of the system, which a kill of ours does not end and a power cut does. Linux names it; elsewhere null. */
export const presentBoot = readBoot()
function readBoot(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return null
  }
}

/**
 * How far a part of this length can be trusted: what was synced, and after a mere kill all that is there, because what the
 * system has once taken outlives us, and parts are written from the front. One longer than the whole is not ours alone.
 */
export const trustedBytes = ({ boot, syncedBytes, totalBytes }: PartNote, sizeBytes: number): number =>
  boot !== null && boot === presentBoot && sizeBytes <= (totalBytes ?? sizeBytes) ? Math.max(syncedBytes, sizeBytes) : syncedBytes

/** Fingerprint of a result's path: addresses are bearer links and are not kept; the local service's port changes. */
export const sourceOf = (url: string): string => {
  const { pathname, search } = new URL(url)
  return createHash('sha256').update(pathname + search).digest('hex')
}

/** Reads a note; null when there is none that can be understood (a torn one means: start again). */
export async function readNote(path: string): Promise<PartNote | null> {
  let file: FileHandle
  try {
    file = await open(path, constants.O_RDONLY | NO_FOLLOW)
  } catch {
    return null // whatever the reason, without a note nothing is resumed
  }
  try {
    const parsed = schema.safeParse(JSON.parse(await file.readFile('utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  } finally {
    await file.close()
  }
}

// One length for ever: the note is written over itself in one call, so a kill leaves the old or the new one.
const NOTE_BYTES = 1024
export const LONGEST_VALIDATOR = 400

/** Writes the note over itself. */
export async function writeNote(file: FileHandle, note: PartNote): Promise<void> {
  const text = JSON.stringify({ version: 2, ...note, syncedBytes: String(note.syncedBytes).padStart(16, '0') })
  await file.write(Buffer.from(text.padEnd(NOTE_BYTES), 'latin1'), 0, NOTE_BYTES, 0)
}

/** A symbolic link planted in the folder is never followed; Windows has no such flag and no such links by default. */
export const NO_FOLLOW = process.platform === 'win32' ? 0 : constants.O_NOFOLLOW
