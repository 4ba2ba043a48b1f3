import { readFile, stat } from 'node:fs/promises'
import type { AudioWriter } from '../../codecs/types'
import { CEILING, MP3_CEILING } from '../matching/limiter'
import { quantiseTogether } from '../separation/quantiseTogether'
import type { Composition, GeneratingMethod, StemBlocks } from '../separation/types'
import type { SeparationReport, SeparationRequest } from './request'
import { INTEGER_BITS, openWriter } from './separateFile'

const REPORT_INTERVAL_MS = 250
/** Heard once to find its peak, and once more for writing. */
const PASSES = 2

/**
 * Makes sound from the words in the request's input, a file for each stem, block by block. The loudest peak, of the
 * whole or of a stem, lies just below full scale. On any failure nothing of the outputs stays. Throws WordsError,
 * SeparationError, UnfitError, Node's I/O errors.
 */
export async function generateFiles(
  method: GeneratingMethod,
  request: SeparationRequest,
  report: (news: SeparationReport) => void
): Promise<{ readonly durationS: number; readonly sizesBytes: readonly number[] }> {
  const composition = method.compose(await readFile(request.inputPath, 'utf8'), request.options)
  const { durationS, sampleRateHz } = composition
  let [playedFrames, reportedAtMs] = [0, 0]
  function* watched(): Generator<StemBlocks> {
    for (const stems of composition.play()) {
      playedFrames += stems[0]?.[0]?.length ?? 0
      yield stems
      if (Date.now() - reportedAtMs < REPORT_INTERVAL_MS) continue
      reportedAtMs = Date.now()
      report({ kind: 'separating', doneS: playedFrames / sampleRateHz / PASSES })
    }
  }

  const factor = (request.writer === 'mp3' ? MP3_CEILING : CEILING) / Math.max(peakOf(watched()), Number.MIN_VALUE)
  const writers: AudioWriter[] = []
  try {
    for (const { path } of request.outputs) writers.push(await openWriter(path, request.writer, composition))
    await write(watched(), factor, INTEGER_BITS[request.writer], writers)
    report({ kind: 'finalising' })
    for (const writer of writers) await writer.finish()
    return { durationS, sizesBytes: await Promise.all(request.outputs.map(async ({ path }) => (await stat(path)).size)) }
  } catch (error) {
    await Promise.allSettled(writers.map((writer) => writer.abort()))
    throw error
  }
}

/** The highest sample of any stem or of their sum. */
function peakOf(played: ReturnType<Composition['play']>): number {
  let peak = 0
  for (const stems of played) {
    stems[0]?.forEach((first, channel) => {
      for (let frame = 0; frame < first.length; frame++) {
        let sum = 0
        for (const stem of stems) {
          const sample = stem[channel]?.[frame] ?? 0
          sum += sample
          peak = Math.max(peak, Math.abs(sample))
        }
        peak = Math.max(peak, Math.abs(sum))
      }
    })
  }
  return peak
}

async function write(played: Iterable<StemBlocks>, factor: number, bits: 16 | 24 | null, writers: readonly AudioWriter[]): Promise<void> {
  for (const stems of played) {
    const levelled = stems.map((block) => block.map((samples) => samples.map((sample) => sample * factor)))
    const rounded = bits === null ? levelled : quantiseTogether(levelled, bits)
    await Promise.all(writers.map((writer, index) => writer.write(rounded[index] ?? [])))
  }
}
