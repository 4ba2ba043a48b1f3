import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { isTextName, type ResultText, type TextFormat, toPlain, toSrt } from '../../shared/domain/transcript'
import { AppError } from '../../shared/errors/appError'
import type { Log } from '../log/log'
import { baseOf } from '../transfers/fileName'
import { saveText } from '../transfers/saveText'
import { parseTranscript } from './parseTranscript'

/** More is no transcript: an hour of speech is a tenth of it. */
const MOST_BYTES = 4 << 20
const MOST_LINES = 20_000

export interface ResultFile {
  readonly index: number
  readonly stem: string
  /** Absolute. */
  readonly path: string
}

export interface TextParts {
  /** @throws AppError jobNotFound */
  readonly filesOf: (jobId: string) => readonly ResultFile[]
  readonly desktop: { chooseSaveFile(defaultName: string): Promise<string | null> }
  readonly log: Log
}

export interface TextService {
  /** The job's results that are text, as lines; one that cannot be read is left out. @throws AppError jobNotFound */
  of(jobId: string): Promise<readonly ResultText[]>
  /** Asks for a file and writes one text into it; answers its name, null when the dialog was closed. @throws AppError jobNotFound, invalidInput, folderUnwritable, diskFull */
  save(jobId: string, stemIndex: number, format: TextFormat): Promise<{ fileName: string | null }>
}

/** Reads and writes what a job made of words. */
export function createTextService({ filesOf, desktop, log }: TextParts): TextService {
  async function read({ index, stem, path }: ResultFile): Promise<readonly ResultText[]> {
    if (!isTextName(path)) return []
    try {
      const { text, isCut } = await readText(path)
      const lines = parseTranscript(text)
      return [{ stemIndex: index, name: stem, fileName: basename(path), lines: lines.slice(0, MOST_LINES), isCut: isCut || lines.length > MOST_LINES }]
    } catch (error) {
      log.warn('a text could not be read', { index, error })
      return []
    }
  }

  return {
    of: async (jobId) => (await Promise.all(filesOf(jobId).map(read))).flat(),
    async save(jobId, stemIndex, format) {
      const file = filesOf(jobId).find(({ index }) => index === stemIndex)
      const [text] = file ? await read(file) : []
      if (!file || !text) throw new AppError('invalidInput', { detail: 'not a text' })
      const path = await desktop.chooseSaveFile(`${baseOf(basename(file.path))}.${format}`)
      if (path === null) return { fileName: null }
      await saveText(path, format === 'srt' ? toSrt(text.lines) : toPlain(text.lines))
      return { fileName: basename(path) }
    }
  }
}

/** UTF-8, or UTF-16 with its mark. @throws TypeError for what is no text, Node's I/O errors */
async function readText(path: string): Promise<{ text: string; isCut: boolean }> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const bytes = Buffer.alloc(Math.min(size, MOST_BYTES))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0)
    const isCut = size > MOST_BYTES
    const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
    // While streaming, a letter that was cut in two is no error.
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(0, bytesRead), { stream: isCut }), isCut }
  } finally {
    await file.close()
  }
}
