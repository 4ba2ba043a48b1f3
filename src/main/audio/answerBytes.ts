import { toByteRange } from './byteRange'

/** Something with a size whose bytes can be read anywhere. */
export interface ByteSource {
  readonly sizeBytes: number
  /** The bytes [from, to), all of them. */
  read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>>
}

/** Up to here an answer is one piece of memory, beyond it a stream of pieces of this size. */
const PIECE_BYTES = 1 << 20

// The renderer is another origin than this scheme; nothing else may read it.
const COMMON_HEADERS = {
  'access-control-expose-headers': 'accept-ranges, content-length, content-range',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff'
}

/** An answer without a body: 204, 404, 405, 500 … */
export function answerEmpty(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers: { ...COMMON_HEADERS, ...headers } })
}

/** A body of `sizeBytes` in one piece; null answers HEAD. */
export function answerWhole(body: Uint8Array<ArrayBuffer> | null, sizeBytes: number): Response {
  const headers = { ...COMMON_HEADERS, 'content-length': String(sizeBytes), 'content-type': 'application/octet-stream' }
  return new Response(body, { status: 200, headers })
}

/** Answers a request for bytes: 200 for all, 206 for a range, 416 for one that begins beyond the end (RFC 9110, 15.3.7). */
export async function answerBytes(source: ByteSource, rangeHeader: string | null, method: string): Promise<Response> {
  const range = toByteRange(rangeHeader, source.sizeBytes)
  if (range.kind === 'unsatisfiable') {
    return answerEmpty(416, { 'accept-ranges': 'bytes', 'content-range': `bytes */${source.sizeBytes}` })
  }
  const [from, to] = range.kind === 'part' ? [range.from, range.to + 1] : [0, source.sizeBytes]
  const headers: Record<string, string> = {
    ...COMMON_HEADERS,
    'accept-ranges': 'bytes',
    'content-length': String(to - from),
    'content-type': 'application/octet-stream'
  }
  if (range.kind === 'part') headers['content-range'] = `bytes ${from}-${to - 1}/${source.sizeBytes}`
  const status = range.kind === 'part' ? 206 : 200
  if (method === 'HEAD') return new Response(null, { status, headers })
  const body = to - from <= PIECE_BYTES ? await source.read(from, to) : toStream(source, from, to)
  return new Response(body, { status, headers })
}

function toStream(source: ByteSource, from: number, to: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let position = from
  return new ReadableStream({
    async pull(controller) {
      const end = Math.min(to, position + PIECE_BYTES)
      controller.enqueue(await source.read(position, end))
      position = end
      if (position === to) controller.close()
    }
  })
}
