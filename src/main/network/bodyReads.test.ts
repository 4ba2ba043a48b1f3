import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createBodyReads, type BodyFlow } from './bodyReads'

const CONTENT = randomBytes(3_000_000)
const head = (...fields: readonly string[]): string => ['HTTP/1.1 200 OK', ...fields, '', ''].join('\r\n')
const LENGTH = `Content-Length: ${CONTENT.length}`
let server: Server | null = null
const open = new Set<Socket>()

afterEach(async () => {
  for (const socket of open) socket.destroy()
  open.clear()
  if (server !== null) await new Promise((resolve) => server?.close(resolve))
})

interface Fetched {
  readonly body: Buffer
  /** The memory the pieces were in. */
  readonly memories: ReadonlySet<ArrayBufferLike>
  /** Whether the end was told; the connection ended otherwise. */
  readonly isWhole: boolean
}

/** Fetches from a server that answers so; `onPiece` may pause. */
async function fetchBody(answer: (socket: Socket) => void, onPiece: (flow: () => BodyFlow) => void = () => undefined): Promise<Fetched> {
  const listening = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => undefined) // whoever fetches may hang up first
    socket.once('data', () => answer(socket))
  }).listen(0, '127.0.0.1')
  server = listening
  await once(listening, 'listening')
  const reads = createBodyReads()
  const options = { agent: new Agent(), onread: reads.onread, port: (listening.address() as AddressInfo).port, host: '127.0.0.1' }
  const response = await new Promise<IncomingMessage>((resolve, reject) => get(options, resolve).on('error', reject))
  const pieces: Buffer[] = []
  const memories = new Set<ArrayBufferLike>()
  const isWhole = await new Promise<boolean>((resolve) => {
    response.on('error', () => { resolve(false) })
    response.on('close', () => { resolve(false) })
    const flow = reads.start(response, (piece) => {
      pieces.push(Buffer.from(piece))
      memories.add(piece.buffer)
      onPiece(() => flow)
    }, () => { resolve(true) })
    flow.resume()
  })
  response.destroy()
  return { body: Buffer.concat(pieces), memories, isWhole }
}

describe('a body of a declared length', () => {
  it('comes whole, all reads in the same memory', async () => {
    const { body, isWhole, memories } = await fetchBody((socket) => socket.write(Buffer.concat([Buffer.from(head(LENGTH)), CONTENT])))
    expect(isWhole).toBe(true)
    expect(body.equals(CONTENT)).toBe(true)
    // What came with the head is the parser's.
    expect(memories.size).toBeLessThanOrEqual(2)
  })

  it('comes whole when it is in one packet with its head, when it is empty, and when its head comes in two', async () => {
    const short = await fetchBody((socket) => socket.write(`${head('Content-Length: 5')}hello`))
    expect([short.isWhole, short.body.toString()]).toEqual([true, 'hello'])
    server?.close()
    const empty = await fetchBody((socket) => socket.write(head('Content-Length: 0')))
    expect([empty.isWhole, empty.body.length]).toEqual([true, 0])
    server?.close()
    const halves = await fetchBody((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Le', () => setImmediate(() => socket.write('ngth: 5\r\n\r\nhello')))
    })
    expect([halves.isWhole, halves.body.toString()]).toEqual([true, 'hello'])
  })

  it('loses and doubles nothing over pauses', async () => {
    let pauses = 0
    const { body, isWhole } = await fetchBody((socket) => {
      socket.write(head(LENGTH))
      socket.write(CONTENT)
    }, (flow) => {
      flow().pause()
      pauses += 1
      if (pauses % 2 === 0) setImmediate(() => { flow().resume() })
      else queueMicrotask(() => { flow().resume() })
    })
    expect(isWhole).toBe(true)
    expect(body.equals(CONTENT)).toBe(true)
    expect(pauses).toBeGreaterThan(10)
  })

  it('ends with its last byte, whatever a server sends behind it', async () => {
    const { body, isWhole } = await fetchBody((socket) => socket.write(Buffer.concat([Buffer.from(head(LENGTH)), CONTENT, Buffer.from('and more')])))
    expect(isWhole).toBe(true)
    expect(body.equals(CONTENT)).toBe(true)
  })

  it('that breaks off is not told as ended', async () => {
    const { body, isWhole } = await fetchBody((socket) => socket.end(Buffer.concat([Buffer.from(head(LENGTH)), CONTENT.subarray(0, 1_000_000)])))
    expect(isWhole).toBe(false)
    expect(body.equals(CONTENT.subarray(0, body.length))).toBe(true)
  })
})

describe('another body', () => {
  it('in chunks comes whole, also over pauses', async () => {
    const chunk = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
    const { body, isWhole } = await fetchBody((socket) => {
      socket.write(head('Transfer-Encoding: chunked'))
      for (let at = 0; at < CONTENT.length; at += 10_007) socket.write(chunk(CONTENT.subarray(at, at + 10_007)))
      socket.write('0\r\n\r\n')
    }, (flow) => {
      flow().pause()
      setImmediate(() => { flow().resume() })
    })
    expect(isWhole).toBe(true)
    expect(body.equals(CONTENT)).toBe(true)
  })

  it('without a length ends with its connection', async () => {
    const { body, isWhole } = await fetchBody((socket) => socket.end(Buffer.concat([Buffer.from(head()), CONTENT])))
    expect(isWhole).toBe(true)
    expect(body.equals(CONTENT)).toBe(true)
  })
})
