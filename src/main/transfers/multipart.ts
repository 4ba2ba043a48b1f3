import { randomBytes } from 'node:crypto'
import type { MultipartRequest } from '../mvsep/types'

/** The bytes of a multipart body around the files' own: before each file its head, after the last one the tail. */
export interface MultipartFrame {
  readonly contentType: string
  /** One a file; the first holds the fields. */
  readonly heads: readonly Buffer[]
  /** Without a file it holds the fields. */
  readonly tail: Buffer
}

/** A name inside Content-Disposition: UTF-8 as it is, with quote and line breaks percent-encoded (RFC 7578 §2, WHATWG HTML 4.10.21.8). */
export const escapeName = (name: string): string => name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

/** Builds the frame of a multipart/form-data body (RFC 7578), so that its length is known before the first byte goes out. */
export function multipartFrame({ fields, files }: Pick<MultipartRequest, 'fields' | 'files'>): MultipartFrame {
  // 144 random bits: no file holds them by chance, and nobody can choose them beforehand.
  const boundary = `unbraid-${randomBytes(18).toString('hex')}`
  const named = fields
    .map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name)}"\r\n\r\n${value}\r\n`)
    .join('')
  const heads = files.map(
    ({ field, fileName }, index) =>
      `${index === 0 ? named : '\r\n'}--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(field)}"; filename="${escapeName(fileName)}"\r\n` +
      'Content-Type: application/octet-stream\r\n\r\n'
  )
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    heads: heads.map((head) => Buffer.from(head, 'utf8')),
    tail: Buffer.from(`${files.length === 0 ? named : '\r\n'}--${boundary}--\r\n`, 'utf8')
  }
}
