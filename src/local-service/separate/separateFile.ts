import { stat } from 'node:fs/promises'
import { openAudio } from '../../codecs/open'
import type { AudioReader, AudioWriter } from '../../codecs/types'
import { createWriter } from '../../codecs/createWriter'
import { findMethod } from '../catalogue/methods'
import type { Separator, StemBlocks } from '../separation/types'
import { createRounding } from './rounding'
import type { SeparationReport, SeparationRequest } from './request'

const REPORT_INTERVAL_MS = 250

/** Said when audio is longer than the account's limit. */
export class TooLongError extends Error {}

/**
 * Separates one file into one file per stem, block by block: memory does not grow with the song.
 * On any failure nothing of the outputs stays. Throws CodecError, SeparationError, TooLongError, Node's I/O errors.
 */
export async function separateFile(
  request: SeparationRequest,
  report: (news: SeparationReport) => void
): Promise<{ readonly durationS: number; readonly sizesBytes: readonly number[] }> {
  const reader = await openAudio(request.inputPath)
  const writers: AudioWriter[] = []
  try {
    const separator = findMethod(request.methodId).create(reader, request.options)
    for (const { path } of request.outputs) writers.push(await createWriter(path, request.writer, reader))
    const durationS = await pour(reader, separator, writers, request, report)
    report({ kind: 'finalising' })
    for (const writer of writers) await writer.finish()
    const sizesBytes = await Promise.all(request.outputs.map(async ({ path }) => (await stat(path)).size))
    return { durationS, sizesBytes }
  } catch (error) {
    await Promise.allSettled(writers.map((writer) => writer.abort()))
    throw error
  } finally {
    await reader.close()
  }
}

async function pour(
  reader: AudioReader,
  separator: Separator,
  writers: readonly AudioWriter[],
  request: SeparationRequest,
  report: (news: SeparationReport) => void
): Promise<number> {
  const round = createRounding(request.writer)
  const write = async (stems: StemBlocks): Promise<void> => {
    const rounded = round(stems)
    await Promise.all(writers.map((writer, index) => writer.write(rounded[index] ?? [])))
  }
  let frames = 0
  let reportedAtMs = 0
  for await (const block of reader.blocks()) {
    frames += block[0]?.length ?? 0
    if (frames > request.longestS * reader.sampleRateHz) {
      throw new TooLongError(`The audio is longer than the ${Math.floor(request.longestS / 60)} minutes this account may send.`)
    }
    await write(separator.push(block))
    if (Date.now() - reportedAtMs >= REPORT_INTERVAL_MS) {
      reportedAtMs = Date.now()
      report({ kind: 'separating', doneS: frames / reader.sampleRateHz })
    }
  }
  await write(separator.finish())
  return frames / reader.sampleRateHz
}
