import { openFileBytes } from '../../codecs/fileBytes'
import { readPcmLayout } from '../../codecs/pcm/read'
import { frameBytesOf, type PcmLayout, readStored } from '../../codecs/pcm/stored'
import { toFloats } from '../../codecs/wav/samples'
import { noteExport } from './exportControl'
import { writeWhole } from './partFile'
import { toOutlineFile } from './outlineFile'
import { PeakCollector } from './peakFile'
import type { StartThread } from './inputThreads'
import { openSound } from './openSound'
import { ANY_RATE, type AudioResults, type AudioTask, type DecodeNews, type ProbeResult, type WrittenResult } from './tasks'

const READ_BYTES = 1 << 20

/** Does one task; memory stays flat whatever the file's length. With `startThread` an export decodes side by side. What only some tasks need is loaded with them. @throws CodecError, Node's I/O errors */
export async function runTask(
  task: AudioTask,
  tell: (news: DecodeNews) => void = () => undefined,
  startThread?: StartThread
): Promise<AudioResults[AudioTask['kind']]> {
  switch (task.kind) {
    case 'probe':
      return probe(task.path)
    case 'peaks':
      return makePeaks(task.path, task.peaksPath)
    case 'decode':
      return (await import('./decodeFile')).decodeFile(task, tell)
    case 'export':
      return (await import('./exportFile')).exportFile(task, startThread)
    case 'blend':
      return (await import('./blend/blendFiles')).blendFiles(task)
    case 'format':
      return (await import('./exportFormat')).formatOf(task.path)
    case 'findCuts':
      return (await import('./parts/findCuts')).findCuts(task)
    case 'writeParts':
      return (await import('./parts/writeParts')).writeParts(task)
    case 'joinParts':
      return (await import('./parts/joinParts')).joinParts(task)
    case 'copy':
      await (await import('./exportCopy')).exportCopy(task)
      return undefined
    case 'zip':
      await (await import('./zipFiles')).zipFiles(task)
      return undefined
    case 'readTags':
      return (await import('../../codecs/tags/trackTags')).readTrackTags(task.path)
    case 'writeTags':
      await (await import('../../codecs/tags/writeTags')).writeTags(task.path, task.tags)
      return undefined
    case 'songFacts':
      return (await import('./facts/songFacts')).songFacts(task.paths)
    case 'notes':
      return readNotes(task.path, task.sampleRateHz)
    case 'loudness':
      return (await import('./facts/loudness')).fileLoudness(task.path)
    case 'flacOffer':
      return (await import('./flacOffer')).flacOffer(task.path, task.samplePath)
    case 'findTrack':
      return (await import('../../codecs/audioTrack')).findAudioTrack(task.path)
    case 'copyTrack':
      await (await import('../../codecs/audioTrack')).copyAudioTrack(task.path, task.toPath, (fraction) => { noteExport(task.control, fraction) })
      return undefined
    case 'sameSound':
      await (await import('./sameSound')).sameSound(task)
      return undefined
  }
}

async function readNotes(path: string, sampleRateHz: number): Promise<AudioResults['notes']> {
  const [{ readMidi }, { toNoteBytes }] = await Promise.all([import('./midi/openMidi'), import('./midi/noteBytes')])
  return toNoteBytes(await readMidi(path), sampleRateHz)
}

async function probe(path: string): Promise<ProbeResult> {
  const reader = await openSound(path)
  try {
    return { isPcm: reader.kind === 'wav' || reader.kind === 'aiff', sampleRateHz: reader.kind === 'midi' ? ANY_RATE : reader.sampleRateHz }
  } finally {
    await reader.close()
  }
}

async function makePeaks(path: string, peaksPath: string): Promise<WrittenResult> {
  const file = await openFileBytes(path)
  try {
    const layout = await readPcmLayout(file)
    const { channels, frames, sampleRateHz } = layout
    const peaks = new PeakCollector(sampleRateHz, channels, frames)
    const frameBytes = frameBytesOf(layout)
    const step = Math.max(1, Math.floor(READ_BYTES / frameBytes))
    // The next block is read while this one is looked at, into memory that is used again: fresh memory costs as much as reading.
    const read = async (block: Uint8Array, frame: number): Promise<Uint8Array> => {
      const bytes = block.subarray(0, Math.max(0, Math.min(step, frames - frame)) * frameBytes)
      await readStored(file, layout, frame, bytes)
      return bytes
    }
    let [block, other] = [new Uint8Array(step * frameBytes), new Uint8Array(step * frameBytes)]
    let reading = read(block, 0)
    for (let frame = 0; frame < frames; frame += step) {
      const bytes = await reading
      reading = read(other, frame + step)
      reading.catch(() => undefined) // told by the next wait
      addPcmBytes(peaks, bytes, layout)
      ;[block, other] = [other, block]
    }
    await reading
    const peakBytes = peaks.toFile()
    await writeWhole(peaksPath, peakBytes)
    return { frames, channels, pcmBytes: 0, peaksBytes: peakBytes.length, outline: toOutlineFile(peakBytes) }
  } finally {
    await file.close()
  }
}

function addPcmBytes(peaks: PeakCollector, bytes: Uint8Array, { sampleFormat }: PcmLayout): void {
  // 16 bit is what nearly all stems are: its bytes are used as they lie.
  if (sampleFormat === 's16' && bytes.byteOffset % 2 === 0) {
    peaks.addIntegers(new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2))
  } else {
    peaks.addFloats(toFloats(bytes, sampleFormat))
  }
}
