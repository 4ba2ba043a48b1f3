import type { ClientRequest } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { AppError } from '../../shared/errors/appError'
import type { MultipartFrame } from './multipart'
import type { SourceFile } from './sourceFile'

export interface BodyWatch {
  /** Bytes the kernel has taken so far. */
  readonly onProgress: (sentBytes: number) => void
  /** Called just before the closing bytes are offered. */
  readonly onLastBytes: () => void
}

const BUFFER_BYTES = 1024 * 1024
const LAST_BYTES = 2
const SMALLEST_PIECE_BYTES = 16 * 1024
const FIRST_PIECE_BYTES = 64 * 1024
// A piece that took longer than this was too large for honest progress; a shorter one was needlessly small.
const SLOW_PIECE_MS = 200
const FAST_PIECE_MS = 20

/**
 * Writes each file behind its head, and the tail, to the request, each piece only after the kernel took the one before: memory
 * stays at two buffers whatever the files' size (one is read while the other is sent). Rejects with the connection's error,
 * or the sources' ('fileChanged', 'fileUnreadable').
 */
export async function writeBody(client: ClientRequest, frame: MultipartFrame, sources: readonly SourceFile[], watch: BodyWatch): Promise<void> {
  const put = createWriter(client, watch.onProgress)
  for (const [index, source] of sources.entries()) {
    await put(frame.heads[index] ?? Buffer.of())
    await putFile(source, put)
  }
  // The first of a pair may have been changed while the second went out: neither has gone whole before all are looked at.
  for (const source of sources) await source.assertUnchanged()
  // On a slow line even a few bytes wait for room. Once these went there is some, and the very last ones follow their note at
  // once: a kill in between, after which nobody knows whether they left, becomes rare.
  await put(frame.tail.subarray(0, -LAST_BYTES))
  watch.onLastBytes()
  await put(frame.tail.subarray(-LAST_BYTES))
  client.end()
}

/** Writes one piece at a time; each promise ends when the kernel took the piece, or the connection failed. */
function createWriter(client: ClientRequest, onProgress: (sentBytes: number) => void): (piece: Buffer) => Promise<void> {
  let sentBytes = 0
  let failure: Error | null = null
  let rejectPending: ((error: Error) => void) | null = null
  // A request that dies before it is connected forgets the callbacks of its writes.
  const fail = (error: Error): void => {
    failure ??= error
    rejectPending?.(failure)
  }
  client.on('error', fail)
  client.on('close', () => {
    fail(new AppError('serverUnreachable', { detail: 'the connection closed while the body was being sent' }))
  })
  return (piece) =>
    new Promise((resolve, reject) => {
      if (failure !== null) {
        reject(failure)
        return
      }
      rejectPending = reject
      client.write(piece, (error) => {
        rejectPending = null
        if (error) {
          reject(error)
          return
        }
        sentBytes += piece.length
        onProgress(sentBytes)
        resolve()
      })
    })
}

/** Sends the file from two buffers in turn, in pieces that grow on a fast line and shrink on a slow one. */
async function putFile(source: SourceFile, put: (piece: Buffer) => Promise<void>): Promise<void> {
  let [filling, sending] = [Buffer.allocUnsafeSlow(BUFFER_BYTES), Buffer.allocUnsafeSlow(BUFFER_BYTES)]
  let pieceBytes = FIRST_PIECE_BYTES
  let position = 0
  let reading = source.read(filling, position)
  try {
    for (let length = await reading; length > 0; length = await reading) {
      position += length
      ;[filling, sending] = [sending, filling]
      reading = source.read(filling, position)
      // A failed read is thrown by the loop's own await; until then it must not count as unhandled.
      reading.catch(() => undefined)
      for (let at = 0; at < length; ) {
        const startedMs = performance.now()
        const piece = sending.subarray(at, Math.min(at + pieceBytes, length))
        await put(piece)
        await setImmediate() // lets an early answer be read before the next write can fail and take it along
        at += piece.length
        pieceBytes = nextPiece(pieceBytes, performance.now() - startedMs)
      }
    }
  } finally {
    await reading.catch(() => undefined)
  }
}

function nextPiece(pieceBytes: number, tookMs: number): number {
  if (tookMs > SLOW_PIECE_MS) return Math.max(SMALLEST_PIECE_BYTES, pieceBytes / 2)
  return tookMs < FAST_PIECE_MS ? Math.min(BUFFER_BYTES, pieceBytes * 2) : pieceBytes
}
