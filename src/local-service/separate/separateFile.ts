import { stat } from 'node:fs/promises'
import { openAudio } from '../../codecs/open'
import { CodecError, type AudioFormat, type AudioReader, type AudioWriter, type OutputFormat, type PlanarBlock } from '../../codecs/types'
import { createWriter } from '../../codecs/createWriter'
import { quantiseTogether } from '../separation/quantiseTogether'
import { separationMethod } from '../separation/registry'
import { separate } from '../separation/separate'
import type { Separator } from '../separation/types'
import type { SeparationReport, SeparationRequest } from './request'

const REPORT_INTERVAL_MS = 250

/** What the writers round to. Stems are rounded together, so that they still add up to the song; mp3 never does. */
export const INTEGER_BITS: Readonly<Record<OutputFormat, 16 | 24 | null>> = {
  wav16: 16, flac16: 16, wav24: 24, flac24: 24, wav32f: null, mp3: null
}

/** A song that can be read but not be had like this; the message is for the person who asked. */
export class UnfitError extends Error {}

/**
 * Separates one file into one file per stem, block by block: memory does not grow with the song.
 * On any failure nothing of the outputs stays. Throws CodecError, SeparationError, UnfitError, Node's I/O errors.
 */
export async function separateFile(
  request: SeparationRequest,
  report: (news: SeparationReport) => void
): Promise<{ readonly durationS: number; readonly sizesBytes: readonly number[] }> {
  const reader = await openAudio(request.inputPath)
  const writers: AudioWriter[] = []
  try {
    const separator = separationMethod(request.methodId).create(reader, request.options)
    for (const { path } of request.outputs) writers.push(await openWriter(path, request.writer, reader))
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

/** A writer for the service's formats; what the format cannot hold is told with what to choose. Throws UnfitError. */
export async function openWriter(path: string, format: OutputFormat, reader: AudioFormat): Promise<AudioWriter> {
  try {
    return await createWriter(path, format, reader)
  } catch (error) {
    if (!(error instanceof CodecError)) throw error
    throw new UnfitError(`${error.message} Choose WAV or FLAC for this file.`, { cause: error })
  }
}

/** Pours the whole song through the separator into the writers; gives back its length in seconds. */
async function pour(
  reader: AudioReader,
  separator: Separator,
  writers: readonly AudioWriter[],
  request: SeparationRequest,
  report: (news: SeparationReport) => void
): Promise<number> {
  const bits = INTEGER_BITS[request.writer]
  let doneS = 0
  let reportedAtMs = 0

  async function* watched(): AsyncGenerator<PlanarBlock> {
    for await (const block of reader.blocks()) {
      doneS += (block[0]?.length ?? 0) / reader.sampleRateHz
      if (doneS > request.longestS) throw new UnfitError(request.tooLongText)
      yield block
      if (Date.now() - reportedAtMs >= REPORT_INTERVAL_MS) {
        reportedAtMs = Date.now()
        report({ kind: 'separating', doneS })
      }
    }
  }

  for await (const stems of separate(separator, watched())) {
    const rounded = bits === null ? stems : quantiseTogether(stems, bits)
    await Promise.all(writers.map((writer, index) => writer.write(rounded[index] ?? [])))
  }
  return doneS
}
