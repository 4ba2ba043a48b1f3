import { basename } from 'node:path'
import { openPcmRandom } from '../../codecs/pcm/read'
import type { Log } from '../log/log'
import { codeOf } from '../transfers/systemError'
import { type GrowingPcm, openGrowingPcm } from './growingPcm'
import { toPartPath } from './partFile'
import type { OpenPcm } from './pcmBytes'
import type { AudioTask, DecodeNews, WrittenResult } from './tasks'
import type { WorkerPool } from './workerPool'

export interface DecodingStem {
  readonly pcm: OpenPcm
  /** Settles when PCM and peaks are on disk. */
  readonly done: Promise<void>
}

/**
 * Starts to decode a stem and answers as soon as its beginning can be heard; a long file need not be decoded first.
 * @throws TaskError when nothing of it can be heard, or what fails at once
 */
export async function decodeStem(
  { pool, log }: { readonly pool: WorkerPool; readonly log: Log },
  task: Extract<AudioTask, { kind: 'decode' }>,
  record: (made: WrittenResult) => Promise<void>
): Promise<DecodingStem> {
  let growing: Promise<GrowingPcm | undefined> | undefined
  let begin: () => void = () => undefined
  const begun = new Promise<void>((resolve) => { begin = resolve })
  const hear = (news: DecodeNews): void => {
    growing ??= open(toPartPath(task.pcmPath), news)
    growing.then((pcm) => pcm?.grow(news.writtenFrames), () => undefined) // an opening that failed is told below
    begin()
  }
  const made = pool.run(task, hear).then(async (result) => {
    await record(result)
    return result
  })
  const done = made.then(() => undefined)
  done.catch(() => undefined) // told below, to whoever waits and to whoever listens
  try {
    await Promise.race([made, begun])
    const pcm = await growing
    // Without a length beforehand only the end tells it.
    if (!pcm) {
      await made
      return { pcm: await openPcmRandom(task.pcmPath), done }
    }
    made.then(
      ({ frames }) => {
        pcm.grow(frames)
        pcm.end()
      },
      (error: unknown) => {
        log.warn('a stem could not be decoded to its end', { fileName: basename(task.path), error })
        // What a broken file does not hold is silence; what the cache's disk would not take is missing.
        pcm.end(isBroken(error) ? undefined : error)
      }
    )
    return { pcm, done }
  } catch (error) {
    await growing?.then((pcm) => pcm?.close())
    throw error
  }
}

const isBroken = (error: unknown): boolean => ['damaged', 'empty', 'unsupported', 'notAudio'].includes(codeOf(error))

async function open(path: string, news: DecodeNews): Promise<GrowingPcm | undefined> {
  const { frames } = news
  if (frames === undefined) return undefined
  try {
    return await openGrowingPcm(path, { ...news, frames })
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined // it is whole already and has its own name
    throw error
  }
}
