import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { presetSchema, type Preset } from '../../shared/domain/preset'
import { AppError } from '../../shared/errors/appError'
import { sourceError } from '../transfers/systemError'
import { MOST_PRESETS } from './presetStore'

const FORMAT = 'unbraid-presets'
const VERSION = 1
const LARGEST_FILE_BYTES = 2 * 1024 * 1024

/** A preset as it travels: an id means nothing to another computer. */
export type ExchangedPreset = Omit<Preset, 'id'>

const exchangedSchema = presetSchema.omit({ id: true })
const fileSchema = z.object({ format: z.literal(FORMAT), version: z.int().min(1), presets: z.array(z.unknown()) })

/** The text of an exported file; readable by `parseExchange` of this and every later version. */
export function toExchange(presets: readonly Preset[]): string {
  const content = presets.map(({ name, service, plan }): ExchangedPreset => ({ name, service, plan }))
  return `${JSON.stringify({ format: FORMAT, version: VERSION, presets: content }, null, 2)}\n`
}

/**
 * Reads an exported file: at most 2 MiB and 1,000 presets, all of them or none, so that nothing is left out unseen.
 * Throws AppError 'presetFileUnreadable' with the reason, 'fileMissing', 'fileUnreadable'.
 */
export async function readExchange(path: string): Promise<readonly ExchangedPreset[]> {
  const refuse = (detail: string): AppError => new AppError('presetFileUnreadable', { subject: basename(path), detail })
  const text = await readSmallText(path, refuse)
  const found = parseJson(text, refuse)
  const file = fileSchema.safeParse(found)
  if (!file.success) throw refuse('it is not a file of presets')
  const { version, presets } = file.data
  if (version > VERSION) throw refuse('it was made by a newer version of Unbraid')
  if (presets.length === 0) throw refuse('it holds no presets')
  if (presets.length > MOST_PRESETS) throw refuse(`it holds more than ${MOST_PRESETS.toLocaleString('en')} presets`)
  return presets.map((entry, index) => {
    const read = exchangedSchema.safeParse(entry)
    if (!read.success) throw refuse(`preset ${index + 1} of ${presets.length} is damaged`)
    return read.data
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

function parseJson(text: string, refuse: (detail: string) => AppError): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refuse('it is not a file of presets')
  }
}
