import { pcmLayoutOf } from '../../codecs/pcm/read'
import { CodecError, type OutputFormat } from '../../codecs/types'
import { flacBits } from './flacBits'
import { openSound } from './openSound'

/** What a result file holds, by its content. */
export interface DeliveredFormat {
  /** The export format it is in already; null for any other. */
  readonly format: OutputFormat | null
  readonly sampleRateHz: number
}

/** The format a file came in; null for what is no sound that can be read. Node's I/O errors pass through. */
export async function formatOf(path: string): Promise<DeliveredFormat | null> {
  try {
    const reader = await openSound(path)
    await reader.close()
    return { format: await formatOfKind(reader.kind, path), sampleRateHz: reader.sampleRateHz }
  } catch (error) {
    if (error instanceof CodecError) return null
    throw error
  }
}

async function formatOfKind(kind: string, path: string): Promise<OutputFormat | null> {
  if (kind === 'wav') return wavFormat(path)
  if (kind === 'flac') {
    const bits = await flacBits(path)
    return bits === 16 ? 'flac16' : bits === 24 ? 'flac24' : null
  }
  return kind === 'mp3' ? 'mp3' : null
}

async function wavFormat(path: string): Promise<OutputFormat | null> {
  const sampleFormat = (await pcmLayoutOf(path))?.sampleFormat
  return sampleFormat === 's16' ? 'wav16' : sampleFormat === 's24' ? 'wav24' : sampleFormat === 'f32' ? 'wav32f' : null
}
