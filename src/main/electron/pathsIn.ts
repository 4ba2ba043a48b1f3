import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { readDeepLink, type DeepLink } from '../../shared/domain/deepLink'

const MOST_PATHS = 5_000
const LONGEST_PATH = 32_768
/** A start has one; more are nobody's wish. */
const MOST_DEEP_LINKS = 4

const handedOverSchema = z.object({
  paths: z.array(z.string().min(1).max(LONGEST_PATH)).max(MOST_PATHS),
  deepLinks: z.array(z.string().max(LONGEST_PATH)).max(MOST_DEEP_LINKS)
})

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

/** What a start was asked for by addresses of our own scheme, as they were written; only those that can be read. */
export const deepLinksIn = (argv: readonly string[]): readonly string[] => argv.filter((word) => readDeepLink(word) !== null).slice(0, MOST_DEEP_LINKS)

/** What came from another process, if it is what we send. Its addresses are read here once more. */
export function readHandedOver(data: unknown): { readonly paths: readonly string[]; readonly deepLinks: readonly DeepLink[] } {
  const parsed = handedOverSchema.safeParse(data)
  if (!parsed.success) return { paths: [], deepLinks: [] }
  return { paths: parsed.data.paths, deepLinks: parsed.data.deepLinks.flatMap((text) => readDeepLink(text) ?? []) }
}
