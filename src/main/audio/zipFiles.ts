import { createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openPromise } from 'yauzl'
import yazl from 'yazl'
import { CodecError } from '../../codecs/types'
import { type ExportControl, noteExport } from './exportControl'

export interface ZipTask {
  readonly files: readonly { readonly path: string; readonly name: string }[]
  readonly path: string
  readonly control: ExportControl
}

/**
 * Writes files into one zip, stored as they are: sound that is packed already gains nothing. The list of entries is read
 * back and compared. @throws TaskError cancelled; CodecError damaged; Node's I/O errors. Nothing is left behind then.
 */
export async function zipFiles({ files, path, control }: ZipTask): Promise<void> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file.path)).size))
  const wholeBytes = sizes.reduce((sum, size) => sum + size, 0)
  const zip = new yazl.ZipFile()
  const counted = countBytes((doneBytes) => { noteExport(control, doneBytes / Math.max(1, wholeBytes)) })
  // A file that cannot be read is told here and nowhere else.
  zip.on('error', (error: Error) => { counted.destroy(error) })
  try {
    for (const file of files) zip.addFile(file.path, file.name, { compress: false })
    zip.end()
    await pipeline(zip.outputStream, counted, createWriteStream(path, { flags: 'wx', flush: true }))
    await check(path, files.map(({ name }, index) => `${name}:${sizes[index] ?? 0}`))
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

function countBytes(note: (doneBytes: number) => void): Transform {
  let doneBytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        doneBytes += chunk.length
        note(doneBytes)
        done(null, chunk)
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)))
      }
    }
  })
}

async function check(path: string, expected: readonly string[]): Promise<void> {
  const zip = await openPromise(path, { autoClose: true, lazyEntries: true })
  const found: string[] = []
  for await (const { fileName, uncompressedSize } of zip.eachEntry()) found.push(`${fileName}:${uncompressedSize}`)
  if (found.join('\n') !== expected.join('\n')) throw new CodecError('damaged', 'The zip file does not hold what was put into it.')
}
