import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const MOST_PATHS = 5_000
const LONGEST_PATH = 32_768

const handedOverSchema = z.object({ paths: z.array(z.string().min(1).max(LONGEST_PATH)).max(MOST_PATHS) })

/** What a second start gives to the first. */
export type HandedOver = z.infer<typeof handedOverSchema>

/**
 * The files a start was asked to open: `argv` without the program itself. Switches are nobody's files, and no address but
 * that of a file on this computer is followed. Relative names begin at `folder`.
 */
export function pathsIn(argv: readonly string[], folder: string): readonly string[] {
  const end = argv.indexOf('--')
  const named = (end === -1 ? argv : argv.slice(0, end)).filter((word) => !word.startsWith('-'))
  const words = end === -1 ? named : [...named, ...argv.slice(end + 1)]
  return words.flatMap((word) => toPath(word, folder)).slice(0, MOST_PATHS)
}

function toPath(word: string, folder: string): readonly string[] {
  if (word === '' || word.includes('\0') || word.length > LONGEST_PATH) return []
  if (!/^[a-z][a-z0-9+.-]+:/i.test(word)) return [resolve(folder, word)]
  try {
    return [fileURLToPath(word)] // throws for every other scheme, and for a file on another host
  } catch {
    return []
  }
}

/** What came from another process, if it is what we send. */
export function readHandedOver(data: unknown): readonly string[] {
  const parsed = handedOverSchema.safeParse(data)
  return parsed.success ? parsed.data.paths : []
}
