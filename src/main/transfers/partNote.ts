import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { constants, open, type FileHandle } from 'node:fs/promises'
import { z } from 'zod'

const count = z.string().regex(/^\d{16}$/).transform(Number)

const schema = z.object({
  version: z.literal(1),
  source: z.string(),
  /** Strong ETag or Last-Modified of what is being fetched; null when the server gave neither. */
  validator: z.string().nullable(),
  totalBytes: z.int().min(0).nullable(),
  /** Bytes of the part that are on the disk for sure. */
  syncedBytes: count,
  /** Bytes the system has taken, synced or not; never fewer than it kept when only our process was killed. */
  writtenBytes: count.default(0),
  /** The run of the system in which that was noted; null where the system has no name for it. */
  boot: z.string().nullable().default(null)
})

/** What a half-downloaded file is of, kept beside it in `<name>.part.json`. */
export type PartNote = Omit<z.output<typeof schema>, 'version'>

/** This run of the system, which a kill of ours does not end and a power cut does. Linux names it; elsewhere null. */
export const presentBoot = readBoot()
function readBoot(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return null
  }
}

/** How far what is here can be trusted: what was synced, and after a mere kill also what was only written. */
export const trustedBytes = ({ boot, syncedBytes, writtenBytes }: PartNote): number =>
  boot !== null && boot === presentBoot ? Math.max(syncedBytes, writtenBytes) : syncedBytes

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
  const digits = (bytes: number): string => String(bytes).padStart(16, '0')
  const text = JSON.stringify({ version: 1, ...note, syncedBytes: digits(note.syncedBytes), writtenBytes: digits(note.writtenBytes) })
  await file.write(Buffer.from(text.padEnd(NOTE_BYTES), 'latin1'), 0, NOTE_BYTES, 0)
}

/** A symbolic link planted in the folder is never followed; Windows has no such flag and no such links by default. */
export const NO_FOLLOW = process.platform === 'win32' ? 0 : constants.O_NOFOLLOW
