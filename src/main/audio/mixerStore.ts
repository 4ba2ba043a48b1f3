import { readFile } from 'node:fs/promises'
import { savedMixerSchema, type SavedMixer } from '../../shared/domain/savedMixer'
import type { Log } from '../log/log'
import { codeOf } from '../transfers/systemError'
import { jobFilePath } from '../util/jobFiles'
import { writeFileAtomic } from '../util/writeFileAtomic'

export interface MixerStore {
  /** How the job's mixer was left; null when it never was touched or its file cannot be read. */
  load(jobId: string): Promise<SavedMixer | null>
  /** Durable when the promise resolves; of saves that come while one is under way only the last is written. */
  save(jobId: string, mixer: SavedMixer): Promise<void>
}

/** One small file a job: losing one costs a few moves of sliders, so a damaged one is as good as none. */
export function createMixerStore(folder: string, log: Log): MixerStore {
  const pathOf = (jobId: string): string => jobFilePath(folder, jobId)
  const writing = new Map<string, Promise<void>>()
  const latest = new Map<string, SavedMixer>()

  const inTurn = (jobId: string, work: () => Promise<void>): Promise<void> => {
    const before = writing.get(jobId) ?? Promise.resolve()
    const own = before.catch(() => undefined).then(work).finally(() => {
      if (writing.get(jobId) === own) writing.delete(jobId)
    })
    writing.set(jobId, own)
    return own
  }

  return {
    async load(jobId) {
      await writing.get(jobId)?.catch(() => undefined)
      try {
        return savedMixerSchema.parse(JSON.parse(await readFile(pathOf(jobId), 'utf8')))
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') log.warn('a remembered mixer could not be read', { error })
        return null
      }
    },
    save(jobId, mixer) {
      latest.set(jobId, mixer)
      return inTurn(jobId, async () => {
        const newest = latest.get(jobId)
        latest.delete(jobId)
        if (newest !== undefined) await writeFileAtomic(pathOf(jobId), `${JSON.stringify(newest)}\n`)
      })
    }
  }
}
