import { request as forward, type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http'
import { Transform, type TransformCallback } from 'node:stream'
import { httpServer, type TestServer } from './servers'

/** What becomes of one request on its way. Byte counts are those of the body. */
export type Fault =
  | { readonly kind: 'none' }
  /** RST to both sides once this many bytes went up; 0 resets before anything was passed on. */
  | { readonly kind: 'resetUp'; readonly afterBytes: number }
  | { readonly kind: 'resetDown'; readonly afterBytes: number }
  /** Nothing moves any more, and nobody is told. */
  | { readonly kind: 'stallUp'; readonly afterBytes: number }
  | { readonly kind: 'stallDown'; readonly afterBytes: number }
  /** This many bytes of the answer each `everyMs`. */
  | { readonly kind: 'drip'; readonly bytes: number; readonly everyMs: number }
  /** The server took everything and answered; the answer never arrives. */
  | { readonly kind: 'answerDropped' }
  /** Another answer than the server's: the request is read whole, and passed on only when `forwarded`. */
  | { readonly kind: 'answered'; readonly forwarded: boolean; readonly statusCode: number; readonly headers?: OutgoingHttpHeaders; readonly body: string }
  /** The first half of the body, under a head that calls it whole. */
  | { readonly kind: 'halved' }
  /** A content-length that is off by this many bytes. */
  | { readonly kind: 'wrongLength'; readonly offBytes: number }

export interface Passing {
  readonly method: string
  readonly path: string
  /** How many requests came before. */
  readonly index: number
}

export interface FaultProxy extends TestServer {
  /** What came, and what became of it, in order. */
  readonly passed: readonly (Passing & { readonly fault: Fault['kind'] })[]
}

/**
 * Stands before the HTTP server at `target` and treats each request as `faultFor` says. The Host of the proxy goes along,
 * so the server announces its addresses through the proxy.
 */
export async function startFaultProxy(target: string, faultFor: (passing: Passing) => Fault): Promise<FaultProxy> {
  const passed: (Passing & { fault: Fault['kind'] })[] = []
  const server = await httpServer((incoming, outgoing) => {
    const passing = { method: incoming.method ?? 'GET', path: (incoming.url ?? '/').split('?')[0] ?? '/', index: passed.length }
    const fault = faultFor(passing)
    passed.push({ ...passing, fault: fault.kind })
    treat(target, incoming, outgoing, fault)
  })
  return { ...server, passed }
}

function treat(target: string, incoming: IncomingMessage, outgoing: ServerResponse, fault: Fault): void {
  const reset = (): void => {
    onward?.destroy()
    incoming.socket.resetAndDestroy()
  }
  let onward: ClientRequest | null = null
  if (fault.kind === 'resetUp' && fault.afterBytes === 0) return reset()
  const answer = (): void => {
    if (fault.kind === 'answered') outgoing.writeHead(fault.statusCode, { 'content-length': Buffer.byteLength(fault.body), ...fault.headers }).end(fault.body)
  }
  if (fault.kind === 'answered' && !fault.forwarded) {
    incoming.resume().on('end', answer)
    return
  }
  const { hostname, port } = new URL(target)
  onward = forward({ hostname, port, method: incoming.method, path: incoming.url, headers: incoming.headers, agent: false }, (answered) => {
    answered.on('error', () => outgoing.destroy())
    if (fault.kind === 'answerDropped') answered.resume().on('end', reset)
    else if (fault.kind === 'answered') answered.resume().on('end', answer)
    else passDown(answered, outgoing, fault, reset)
  })
  onward.on('error', () => {
    incoming.socket.resetAndDestroy()
  })
  outgoing.on('close', () => onward.destroy())
  const up = fault.kind === 'resetUp' || fault.kind === 'stallUp' ? cutter(fault.afterBytes, fault.kind === 'resetUp' ? reset : () => undefined) : null
  if (up === null) incoming.pipe(onward)
  else incoming.pipe(up).pipe(onward)
}

function passDown(answered: IncomingMessage, outgoing: ServerResponse, fault: Fault, reset: () => void): void {
  const statusCode = answered.statusCode ?? 502
  if (fault.kind === 'halved' || fault.kind === 'wrongLength') {
    const chunks: Buffer[] = []
    answered.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const whole = Buffer.concat(chunks)
      const body = fault.kind === 'halved' ? whole.subarray(0, Math.floor(whole.length / 2)) : whole
      const announced = fault.kind === 'halved' ? body.length : Math.max(0, whole.length + fault.offBytes)
      const socket = outgoing.socket
      // Written by hand: Node's own server would refuse to send a wrong length.
      const head = Object.entries({ ...answered.headers, 'content-length': String(announced), connection: 'close' })
      delete answered.headers['transfer-encoding']
      const lines = head.filter(([name]) => name !== 'transfer-encoding').map(([name, value]) => `${name}: ${String(value)}`)
      socket?.write(`HTTP/1.1 ${statusCode} X\r\n${lines.join('\r\n')}\r\n\r\n`)
      socket?.end(body)
    })
    return
  }
  outgoing.writeHead(statusCode, answered.headers)
  outgoing.flushHeaders()
  if (fault.kind === 'resetDown' || fault.kind === 'stallDown') {
    answered.pipe(cutter(fault.afterBytes, fault.kind === 'resetDown' ? reset : () => undefined)).pipe(outgoing)
  } else if (fault.kind === 'drip') answered.pipe(dripper(fault.bytes, fault.everyMs)).pipe(outgoing)
  else answered.pipe(outgoing)
}

/** Passes this many bytes on, then calls `then` once and swallows nothing more: the flow stands still. */
function cutter(afterBytes: number, then: () => void): Transform {
  let left = afterBytes
  const stop = (stream: Transform): void => {
    // What was passed on should arrive before a reset overtakes it.
    setImmediate(then)
    stream.cork()
  }
  return new Transform({
    transform(this: Transform, chunk: Buffer, _encoding, done: TransformCallback) {
      if (chunk.length < left) {
        left -= chunk.length
        done(null, chunk)
        return
      }
      this.push(chunk.subarray(0, left))
      left = 0
      stop(this) // `done` is never called: nothing more is taken
    },
    flush() {
      stop(this) // a shorter body than that: its end is what does not get through
    }
  })
}

function dripper(bytes: number, everyMs: number): Transform {
  return new Transform({
    transform(this: Transform, chunk: Buffer, _encoding, done: TransformCallback) {
      const drip = (at: number): void => {
        this.push(chunk.subarray(at, at + bytes))
        if (at + bytes >= chunk.length) done()
        else if (!this.destroyed) setTimeout(drip, everyMs, at + bytes)
      }
      drip(0)
    }
  })
}
