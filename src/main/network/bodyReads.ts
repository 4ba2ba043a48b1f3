import type { IncomingMessage } from 'node:http'
import type { OnReadOpts, Socket } from 'node:net'

/** A body on its way; it begins paused. */
export interface BodyFlow {
  pause(): void
  resume(): void
}

/** How the bytes of one connection are read. */
export interface BodyReads {
  /** Goes with the options of a request that has a connection of its own, and does not use it again. */
  readonly onread: OnReadOpts
  /**
   * The body of the response, unread so far, piece by piece; a piece is there during the call only. `onEnd` comes behind the
   * last one; what goes wrong is told by the response's own 'error' and 'close'.
   */
  start(response: IncomingMessage, onPiece: (piece: Buffer) => void, onEnd: () => void): BodyFlow
}

const READ_BYTES = 64 * 1024
const NOTHING = Buffer.alloc(0)

/**
 * Builds the reads of one request. A body whose length was declared is read into the same memory again and again, past the
 * parser: Node makes new memory for each read and the parser for each piece, and collecting a gigabyte of that twice takes
 * longer than moving it. Bodies in chunks or without a length, and TLS through a tunnel, go the usual way.
 */
export function createBodyReads(): BodyReads {
  let buffer: Buffer | null = null
  let take: ((read: Buffer) => void) | null = null
  return {
    onread: {
      buffer: () => (buffer ??= Buffer.allocUnsafeSlow(READ_BYTES)),
      callback(this: Socket, length: number, bytes: Uint8Array) {
        const read = Buffer.from(bytes.buffer, bytes.byteOffset, length)
        if (take === null) this.emit('data', Buffer.from(read)) // to the parser, which may keep it
        else take(read)
        return true
      }
    },
    start(response, onPiece, onEnd) {
      const { socket, headers } = response
      const declared = headers['content-length']
      if (buffer === null || declared === undefined || headers['transfer-encoding'] !== undefined) {
        response.pause()
        response.on('data', onPiece)
        response.on('end', onEnd)
        return response
      }
      let leftBytes = Number(declared)
      let isPaused = true
      const isGoing = (): boolean => !isPaused
      const hand = (bytes: Buffer): void => {
        const piece = bytes.subarray(0, leftBytes)
        leftBytes -= piece.length
        if (piece.length > 0) onPiece(piece)
        if (leftBytes === 0) onEnd()
      }
      take = (read) => {
        if (isPaused) {
          // Node's own reading ahead may have set it going again.
          waiting = Buffer.concat([waiting, read])
          socket.pause()
        } else hand(read)
      }
      // What the parser had of it by now; all else comes past it.
      let waiting = (response.read() as Buffer | null) ?? NOTHING
      return {
        pause() {
          isPaused = true
          socket.pause()
        },
        resume() {
          isPaused = false
          const first = waiting
          waiting = NOTHING
          hand(first)
          if (isGoing()) socket.resume() // taking that may have paused it again
        }
      }
    }
  }
}
