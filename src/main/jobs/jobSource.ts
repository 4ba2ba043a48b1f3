import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import type { Job } from '../../shared/domain/job'
import { linkTrouble, REMOTE_TYPES } from '../../shared/domain/link'
import type { ServiceId } from '../../shared/domain/service'
import { AppError } from '../../shared/errors/appError'
import type { SentSound } from '../mvsep/types'
import { sourceError } from '../transfers/systemError'

const fileSchema = z.object({ path: z.string().min(1), sizeBytes: z.number(), mtimeMs: z.number() })
// A file comes first: it is what rows from before there were links hold.
export const sourceSchema = z.union([
  fileSchema.extend({
    reference: fileSchema.exactOptional(), original: fileSchema.exactOptional(), below: z.array(z.string()).max(64).readonly().exactOptional()
  }),
  z.object({ url: z.url(), remoteType: z.enum(REMOTE_TYPES) })
])

/** A file as it was when it was taken in; `original` is what it was made from before the upload. */
export type FileSource = Readonly<z.infer<typeof fileSchema>>

/** What is behind a job's input, known to main alone: a file, perhaps with the one it is matched to, or a link the service fetches itself. */
export type JobSource = Readonly<z.infer<typeof sourceSchema>>

type SourceFile = FileSource & { readonly reference?: FileSource; readonly original?: FileSource; readonly below?: readonly string[] }

/** The file a job was made from; null for one made from a link or from words. */
export const fileOf = (source: JobSource | null): SourceFile | null =>
  source !== null && 'path' in source ? source : null

/** Throws AppError('invalidInput') for a link that this service cannot take; files and words are none of its business. */
export function refuseLink(source: JobSource | null, service: ServiceId): void {
  const trouble = source !== null && 'url' in source ? linkTrouble(source, service === 'local') : null
  if (trouble !== null) throw new AppError('invalidInput', { detail: `the service cannot take this link: ${trouble}` })
}

/** What a create is told of it. */
export function toSentSound(source: JobSource | null, { name, referenceName }: Job['input']): SentSound {
  if (source === null) return { kind: 'none' }
  if ('url' in source) return { kind: 'link', url: source.url, remoteType: source.remoteType }
  const file = { path: source.path, fileName: name }
  if (source.reference === undefined) return { kind: 'file', file }
  return { kind: 'pair', target: file, reference: { path: source.reference.path, fileName: referenceName ?? basename(source.reference.path) } }
}

/** Every file must be the one that was taken in. Throws 'fileMissing', 'fileUnreadable' or 'fileChanged'. */
export async function checkSource(source: JobSource | null): Promise<void> {
  const file = fileOf(source)
  if (file === null) return
  for (const { path, sizeBytes, mtimeMs } of file.reference === undefined ? [file] : [file, file.reference]) {
    const found = await stat(path).catch((error: unknown) => {
      throw sourceError(error, path)
    })
    if (found.size !== sizeBytes || found.mtimeMs !== mtimeMs) throw new AppError('fileChanged', { subject: basename(path) })
  }
}
