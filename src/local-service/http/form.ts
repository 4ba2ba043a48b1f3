import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { LARGEST_UPLOAD_BYTES } from '../jobs/limits'
import { Refusal } from '../refusal'

/** A file that was sent, lying in the folder for unfinished uploads until somebody moves or removes it. */
export interface Upload {
  readonly fieldName: string
  readonly fileName: string
  readonly path: string
  readonly sizeBytes: number
  /** It was larger than anyone may send; what lies at `path` is only its beginning. */
  readonly isCut: boolean
}

export interface Form {
  /** Values by field name; of a field sent twice the last counts. */
  readonly fields: Readonly<Record<string, string>>
  readonly uploads: readonly Upload[]
  /** Removes the uploads that still lie where they were received. */
  discard(): Promise<void>
}

/**
 * Reads a request's query and body, whatever its form: multipart (in any order of fields, files streamed to
 * `incomingDir`), urlencoded or JSON. The whole body is taken before anything is answered: clients that are answered
 * in the middle of an upload see a broken connection instead of the reason.
 */
export async function readForm(request: FastifyRequest, incomingDir: string): Promise<Form> {
  const fields = { ...toFields(request.query) }
  const uploads: Upload[] = []
  const discard = async (): Promise<void> => {
    await Promise.all(uploads.map(({ path }) => rm(path, { force: true })))
  }
  if (!request.isMultipart()) return { fields: { ...fields, ...toFields(request.body) }, uploads, discard }
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') uploads.push(await receive(part, incomingDir))
      else if (typeof part.value === 'string') fields[part.fieldname] = part.value
    }
  } catch (error) {
    await discard()
    throw toRefusal(error)
  }
  return { fields, uploads, discard }
}

// What the parser finds wrong is the sender's; what the system says is ours.
function toRefusal(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if (!('syscall' in error)) return new Refusal(400, `The form could not be read: ${error.message}.`)
  return 'code' in error && error.code === 'ENOSPC' ? new Refusal(507, 'The disk of this computer is full.') : error
}

async function receive(part: MultipartFile, incomingDir: string): Promise<Upload> {
  const path = join(incomingDir, randomBytes(12).toString('hex'))
  try {
    await pipeline(part.file, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    const { size } = await stat(path)
    return { fieldName: part.fieldname, fileName: part.filename, path, sizeBytes: size, isCut: part.file.truncated }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

function toFields(values: unknown): Record<string, string> {
  if (typeof values !== 'object' || values === null) return {}
  const pairs = Object.entries(values).flatMap(([name, value]: [string, unknown]): [string, string][] => {
    const last: unknown = Array.isArray(value) ? value.at(-1) : value
    if (typeof last === 'string') return [[name, last]]
    return typeof last === 'number' || typeof last === 'boolean' ? [[name, String(last)]] : []
  })
  return Object.fromEntries(pairs)
}

/** How @fastify/multipart is set up for `readForm`. */
export const MULTIPART_OPTIONS = {
  limits: { fileSize: LARGEST_UPLOAD_BYTES, files: 3, fields: 50, fieldSize: 64 * 1024 },
  // What is beyond the limit is read and thrown away, so that the refusal can still be told.
  throwFileSizeLimit: false
}
