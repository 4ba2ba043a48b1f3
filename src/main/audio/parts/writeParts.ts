import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { createWriter } from '../../../codecs/createWriter'
import { openFileBytes } from '../../../codecs/fileBytes'
import { openAudio } from '../../../codecs/open'
import { frameCount, interleave, sliceFrames, toIntegers } from '../../../codecs/planar'
import { CodecError, type AudioWriter, type PlanarBlock } from '../../../codecs/types'
import { integerBytes } from '../../../codecs/wav/samples'
import { type ExportControl, noteExport } from '../exportControl'
import type { CutPlan } from './findCuts'
import { partGrid, partsOf } from './planCuts'

export interface WritePartsTask {
  readonly path: string
  readonly plan: CutPlan
  /** One a part. */
  readonly partPaths: readonly string[]
  readonly control: ExportControl
}

/**
 * Writes the parts of a file as FLAC, side by side in one pass, each decoded again and held against the samples that went in.
 * Answers their sizes in bytes. @throws CodecError; TaskError cancelled; Node's I/O errors
 */
export async function writeParts({ path, plan, partPaths, control }: WritePartsTask): Promise<readonly number[]> {
  const { cuts, frames, sampleRateHz, channels, bits } = plan
  const spans = partsOf(cuts, frames, partGrid(sampleRateHz).contextFrames)
  const writers = new Map<number, AudioWriter>()
  const reader = await openAudio(path)
  let at = 0
  try {
    for await (const block of reader.blocks()) {
      noteExport(control, at / frames)
      for (const [index, { start, end }] of spans.entries()) {
        const [from, to] = [Math.max(0, start - at), Math.min(frameCount(block), end - at)]
        if (from >= to) continue
        const writer = writers.get(index) ?? (await createWriter(partPaths[index] ?? '', bits === 16 ? 'flac16' : 'flac24', { sampleRateHz, channels }))
        writers.set(index, writer)
        await writer.write(sliceFrames(block, from, to))
        if (at + to < end) continue
        writers.delete(index)
        await writer.finish()
        await checkPart(partPaths[index] ?? '', end - start, bits)
      }
      at += frameCount(block)
    }
    if (at !== frames) throw new CodecError('damaged', `The file has ${at} frames, and had ${frames}.`)
  } finally {
    await Promise.all([...writers.values()].map((writer) => writer.abort()))
    await reader.close()
  }
  return Promise.all(partPaths.map(async (partPath) => (await stat(partPath)).size))
}

const MD5_POSITION = 26
const MD5_BYTES = 16

/** What is in the file must be what went into it: its MD5 is that of the samples as they were handed to the encoder. */
async function checkPart(path: string, frames: number, bits: 16 | 24): Promise<void> {
  const md5 = createHash('md5')
  const reader = await openAudio(path)
  let found = 0
  try {
    for await (const block of reader.blocks()) {
      found += frameCount(block)
      md5.update(bytesOf(block, bits))
    }
  } finally {
    await reader.close()
  }
  const file = await openFileBytes(path)
  try {
    const noted = Buffer.from(await file.read(MD5_POSITION, MD5_BYTES))
    if (found !== frames || !noted.equals(md5.digest())) throw new CodecError('damaged', 'A part came out other than it went in.')
  } finally {
    await file.close()
  }
}

const bytesOf = (block: PlanarBlock, bits: 16 | 24): Uint8Array => integerBytes(toIntegers(interleave(block), bits), bits === 16 ? 's16' : 's24')
