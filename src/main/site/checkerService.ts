import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ChosenZip, SubmissionAnswer } from '../../shared/domain/qualityChecker'
import type { ServiceId } from '../../shared/domain/service'
import { AppError } from '../../shared/errors/appError'
import type { QualityCheckerApi, Submission } from '../mvsep/qualityChecker'
import type { ServiceAccess, Verdict } from '../mvsep/types'
import { createEmitter } from '../util/emitter'

export interface CheckerParts {
  readonly api: Pick<QualityCheckerApi, 'add' | 'remove'>
  readonly accessFor: (service: ServiceId) => Promise<ServiceAccess>
  /** Absolute path of the chosen zip file, or null. */
  readonly chooseZip: () => Promise<string | null>
  readonly clock: () => number
}

export interface SendProgress {
  readonly sentBytes: number
  readonly totalBytes: number
}

export interface CheckerService {
  /** Lets the user choose a zip; null when the dialog was closed. Throws 'fileMissing', 'fileEmpty'. */
  chooseZip(): Promise<ChosenZip | null>
  /** Sends an entry, once. Throws as QualityCheckerApi.add, 'cancelled' after `cancelSubmit`, 'invalidInput' while another is sent. */
  submit(service: ServiceId, zipId: string, draft: Omit<Submission, 'zip'>): Promise<SubmissionAnswer>
  cancelSubmit(): void
  remove(service: ServiceId, entryId: number, password: string): Promise<Verdict>
  /** At most ten times a second. */
  onProgress(listener: (progress: SendProgress) => void): () => void
  /** Stops what is being sent. */
  dispose(): void
}

const PROGRESS_EVERY_MS = 100

/** Entries of the quality checker that are sent and deleted from here. The zip's path is known here alone. */
export function createCheckerService({ api, accessFor, chooseZip, clock }: CheckerParts): CheckerService {
  const progress = createEmitter<SendProgress>()
  let chosen: { readonly zipId: string; readonly path: string } | null = null
  let sending: AbortController | null = null

  const watch = (signal: AbortSignal) => {
    let toldAtMs = Number.NEGATIVE_INFINITY
    return {
      signal,
      onLastBytes: () => undefined,
      onProgress: (sentBytes: number, totalBytes: number) => {
        if (clock() - toldAtMs < PROGRESS_EVERY_MS && sentBytes < totalBytes) return
        toldAtMs = clock()
        progress.emit({ sentBytes, totalBytes })
      }
    }
  }

  return {
    async chooseZip() {
      const path = await chooseZip()
      if (path === null) return null
      const fileName = basename(path)
      const size = await stat(path).then((found) => (found.isFile() ? found.size : 0), (cause: unknown) => {
        throw new AppError('fileMissing', { subject: fileName, cause })
      })
      if (size === 0) throw new AppError('fileEmpty', { subject: fileName })
      chosen = { zipId: randomUUID(), path }
      return { zipId: chosen.zipId, fileName, sizeBytes: size }
    },
    async submit(service, zipId, draft) {
      if (chosen?.zipId !== zipId || sending !== null) throw new AppError('invalidInput', { detail: 'no such zip, or one is being sent' })
      const { path } = chosen
      const ending = new AbortController()
      sending = ending
      try {
        return await api.add(await accessFor(service), { ...draft, zip: { path, fileName: basename(path) } }, watch(ending.signal))
      } finally {
        sending = null
      }
    },
    cancelSubmit() {
      sending?.abort()
    },
    remove: async (service, entryId, password) => api.remove(await accessFor(service), entryId, password),
    onProgress: (listener) => progress.on(listener),
    dispose() {
      progress.clear()
      sending?.abort()
    }
  }
}
