import { randomUUID } from 'node:crypto'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { AppError, type ErrorCode } from '../../shared/errors/appError'
import { safeBase } from '../transfers/fileName'
import { saveText } from '../transfers/saveText'
import { sourceError } from '../transfers/systemError'
import { freeName } from './presetName'

const LARGEST_FILE_BYTES = 2 * 1024 * 1024
const LONGEST_TITLE_BYTES = 120

/** The dialogs an exchange needs; Desktop has them. */
export interface ExchangeDialogs {
  chooseSaveFile(defaultName: string): Promise<string | null>
  chooseFile(): Promise<string | null>
}

interface Named { readonly name: string }

/** A kind of file that goes from one computer to another: things with a name, all of one sort. */
export interface ExchangeKind<T> {
  /** What stands in the file as its format. */
  readonly format: string
  readonly version: number
  /** The property that holds the things, and how people call them. */
  readonly things: string
  readonly thing: string
  readonly most: number
  readonly refusal: ErrorCode
  readonly schema: z.ZodType<T>
}

/** The text of an exported file; readable by `readExchangeFile` of this and every later version. */
export const toExchangeText = <T>({ format, version, things }: ExchangeKind<T>, content: readonly T[]): string =>
  `${JSON.stringify({ format, version, [things]: content }, null, 2)}\n`

/**
 * Reads an exported file: at most 2 MiB, all that it holds or nothing, so that nothing is left out unseen. Throws the kind's
 * refusal with the reason, 'fileMissing', 'fileUnreadable'.
 */
export async function readExchangeFile<T>(path: string, kind: ExchangeKind<T>): Promise<readonly T[]> {
  const refuse = (detail: string): AppError => new AppError(kind.refusal, { subject: basename(path), detail })
  const { format, things, thing, most, schema } = kind
  const fileSchema = z.object({ format: z.literal(format), version: z.int().min(1), [things]: z.array(z.unknown()) })
  const text = await readSmallText(path, refuse)
  const file = fileSchema.safeParse(parseJson(text, () => refuse(`it is not a file of ${things}`)))
  if (!file.success) throw refuse(`it is not a file of ${things}`)
  const found = z.array(z.unknown()).parse(file.data[things])
  if (Number(file.data['version']) > kind.version) throw refuse('it was made by a newer version of Unbraid')
  if (found.length === 0) throw refuse(`it holds no ${things}`)
  if (found.length > most) throw refuse(`it holds more than ${most.toLocaleString('en')} ${things}`)
  return found.map((entry, index) => {
    const read = schema.safeParse(entry)
    if (!read.success) throw refuse(`${thing} ${index + 1} of ${found.length} is damaged`)
    return read.data
  })
}

/** Asks where to and writes a file of these: named after the only one, else after what they are. Throws as `saveText`. */
export async function saveExchangeFile(chosen: readonly Named[], things: string, text: string, dialogs: ExchangeDialogs): Promise<{ fileName: string | null }> {
  const fallback = `Unbraid ${things}`
  const title = chosen.length === 1 ? (chosen[0]?.name ?? fallback) : fallback
  const target = await dialogs.chooseSaveFile(`${safeBase(title, fallback, LONGEST_TITLE_BYTES)}.json`)
  if (target === null) return { fileName: null }
  await saveText(target, text)
  return { fileName: basename(target) }
}

export const namesOf = (things: readonly Named[]): ReadonlySet<string> => new Set(things.map(({ name }) => name))

/** What was read from a file, each with an id of its own and under a name that nothing here has. */
export function asNewcomers<T extends Named>(found: readonly T[], present: readonly Named[]): (T & { readonly id: string })[] {
  const taken = new Set(namesOf(present))
  return found.map((thing) => {
    const name = freeName(thing.name, taken)
    taken.add(name)
    return { ...thing, id: randomUUID(), name }
  })
}

async function readSmallText(path: string, refuse: (detail: string) => AppError): Promise<string> {
  try {
    const file = await open(path, 'r')
    try {
      const found = await file.stat()
      if (!found.isFile()) throw refuse('it is not a file')
      if (found.size > LARGEST_FILE_BYTES) throw refuse('it is larger than 2 MB')
      return (await file.readFile('utf8')).replace(/^\uFEFF/, '')
    } finally {
      await file.close()
    }
  } catch (error) {
    throw sourceError(error, path)
  }
}

function parseJson(text: string, refuse: () => AppError): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refuse()
  }
}
