import { stat } from 'node:fs/promises'
import { openAudio } from '../../codecs/open'
import type { AudioFormat, AudioWriter, PlanarBlock } from '../../codecs/types'
import { CEILING, Limiter, MP3_CEILING } from '../matching/limiter'
import { SongMeter, type SongProfile } from '../matching/spectra'
import { toneFilters } from '../matching/tone'
import { ToneFilter } from '../matching/toneFilter'
import { openWriter, UnfitError } from './separateFile'
import type { SeparationReport, SeparationRequest } from './request'

const MEASURING_PASSES = 3
/** Both songs are heard once, the target again for each measurement and for writing. */
const PARTS = 3 + MEASURING_PASSES
const REPORT_INTERVAL_MS = 250
const CLOSE_ENOUGH_DB = 0.1
const SILENT_RMS = 1e-5

type Watch = (format: AudioFormat, block: PlanarBlock) => void

/**
 * Masters one song after another into the request's only output. Songs are read anew in each pass, so memory does not
 * grow with them. The idea is that of Matchering (S. Grishakov): level, then spectra of middle and side, then a limiter.
 * On any failure nothing of the output stays. Throws CodecError, UnfitError, Node's I/O errors.
 */
export async function matchFile(
  request: SeparationRequest,
  referencePath: string,
  report: (news: SeparationReport) => void
): Promise<{ readonly durationS: number; readonly sizesBytes: readonly number[] }> {
  let reportedAtMs = 0
  /** Counts the seconds of one part; limits hold for the target and the reference alike. */
  function watchPart(part: number, targetS: number): Watch {
    let partS = 0
    return ({ sampleRateHz }, block) => {
      partS += (block[0]?.length ?? 0) / sampleRateHz
      if (partS > request.longestS) throw new UnfitError(request.tooLongText)
      if (Date.now() - reportedAtMs < REPORT_INTERVAL_MS) return
      reportedAtMs = Date.now()
      report({ kind: 'separating', doneS: (part * targetS + Math.min(partS, targetS || partS)) / PARTS })
    }
  }

  const target = await measure(request.inputPath, 'target', watchPart(0, 0))
  const reference = await measure(referencePath, 'reference', watchPart(1, target.seconds))
  const filters = toneFilters(target, reference)
  let factor = reference.rms / target.rms
  for (let pass = 0; pass < MEASURING_PASSES; pass++) {
    const rms = await master(request, filters, factor, watchPart(2 + pass, target.seconds), null)
    const missing = reference.rms / rms
    if (Math.abs(20 * Math.log10(missing)) <= CLOSE_ENOUGH_DB) break
    factor *= missing
  }

  const path = request.outputs[0]?.path ?? ''
  const open = (format: AudioFormat): Promise<AudioWriter> => openWriter(path, request.writer, format)
  await master(request, filters, factor, watchPart(PARTS - 1, target.seconds), open, () => report({ kind: 'finalising' }))
  return { durationS: target.seconds, sizesBytes: [(await stat(path)).size] }
}

async function measure(path: string, which: string, watch: Watch): Promise<SongProfile> {
  const reader = await openAudio(path)
  try {
    if (reader.channels > 2) throw new UnfitError(`The ${which} has ${reader.channels} channels; mastering takes one or two.`)
    const meter = new SongMeter(reader)
    for await (const block of reader.blocks()) {
      watch(reader, block)
      meter.push(block)
    }
    const profile = meter.finish()
    if (profile.rms < SILENT_RMS) throw new UnfitError(`The ${which} is silent, so there is nothing to match. Choose another song.`)
    return profile
  } finally {
    await reader.close()
  }
}

/** Runs the whole song through filter and limiter, into a writer when there is one; gives back the loudness that came out. */
async function master(
  { inputPath, writer: format }: SeparationRequest,
  filters: readonly Float64Array[],
  factor: number,
  watch: Watch,
  open: ((format: AudioFormat) => Promise<AudioWriter>) | null,
  onLast: () => void = () => undefined
): Promise<number> {
  const reader = await openAudio(inputPath)
  let writer: AudioWriter | null = null
  try {
    const [filter, limiter] = [new ToneFilter(filters), new Limiter(reader, factor, format === 'mp3' ? MP3_CEILING : CEILING)]
    writer = open === null ? null : await open(reader)
    let [squares, count] = [0, 0]
    const pass = async (block: PlanarBlock): Promise<void> => {
      for (const samples of block) for (const sample of samples) squares += sample * sample
      count += block.reduce((sum, samples) => sum + samples.length, 0)
      if ((block[0]?.length ?? 0) > 0) await writer?.write(block)
    }
    for await (const block of reader.blocks()) {
      watch(reader, block)
      await pass(limiter.push(filter.push(block)))
    }
    await pass(limiter.push(filter.finish()))
    await pass(limiter.finish())
    onLast()
    await writer?.finish()
    return Math.sqrt(squares / Math.max(1, count))
  } catch (error) {
    await writer?.abort()
    throw error
  } finally {
    await reader.close()
  }
}
