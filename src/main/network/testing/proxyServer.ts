import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect, createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { Certificate } from './certificates'

export interface ProxyServer {
  readonly port: number
  /** What was asked for, as the proxy saw it: "CONNECT mvsep.com:443", "SOCKS mvsep.com:443", "GET http://…". */
  readonly asked: string[]
  /** Bytes a client sent after the tunnel stood or was refused, as they came. */
  readonly passed: Buffer[]
  close(): Promise<void>
}

export interface ProxyOptions {
  /** Where the name of a target really is: a port on the loopback address. Names that are not here are refused with 502. */
  readonly hosts: Readonly<Record<string, number>>
  /** "name:password" it asks for with Basic. */
  readonly credentials?: string
  /** Status it answers every CONNECT with. */
  readonly refuseWith?: number
  /** Speaks TLS itself. */
  readonly certificate?: Certificate
}

/** A real HTTP proxy on the loopback address: CONNECT tunnels, and nothing else. */
export async function startHttpProxy(options: ProxyOptions): Promise<ProxyServer> {
  const asked: string[] = []
  const passed: Buffer[] = []
  const server = options.certificate === undefined ? createServer() : createTlsServer(options.certificate)
  server.on('request', (request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(501).end()
  })
  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    asked.push(`CONNECT ${request.url}`)
    const answer = (line: string): void => {
      socket.on('data', (chunk) => passed.push(chunk))
      socket.end(`HTTP/1.1 ${line}\r\ncontent-type: text/html\r\ncontent-length: 15\r\n\r\n<p>No entry</p>`)
    }
    if (options.credentials !== undefined && request.headers['proxy-authorization'] !== `Basic ${Buffer.from(options.credentials).toString('base64')}`) {
      answer('407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="office"')
      return
    }
    if (options.refuseWith !== undefined) {
      answer(`${options.refuseWith} No`)
      return
    }
    const port = options.hosts[request.url?.split(':')[0] ?? '']
    if (port === undefined) {
      answer('502 Bad Gateway')
      return
    }
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.write(head)
      join(socket, onward, passed)
    })
    onward.on('error', () => socket.destroy())
    socket.on('error', () => onward.destroy())
  })
  return { asked, passed, ...(await listening(server)) }
}

/** A real SOCKS 5 proxy (RFC 1928) without sign-in, for names only. */
export async function startSocksProxy({ hosts }: Pick<ProxyOptions, 'hosts'>): Promise<ProxyServer> {
  const asked: string[] = []
  const passed: Buffer[] = []
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]))
      socket.once('data', (request) => {
        const end = 5 + (request[4] ?? 0)
        const name = request.subarray(5, end).toString()
        asked.push(`SOCKS ${name}:${request.readUInt16BE(end)}`)
        const port = hosts[name]
        if (port === undefined) {
          socket.end(Buffer.from([5, 4, 0, 1, 0, 0, 0, 0, 0, 0]))
          return
        }
        const onward = connect(port, '127.0.0.1', () => {
          socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
          join(socket, onward, passed)
        })
        onward.on('error', () => socket.destroy())
      })
    })
  })
  return { asked, passed, ...(await listening(server)) }
}

function join(socket: Socket, onward: Socket, passed: Buffer[]): void {
  socket.on('data', (chunk) => passed.push(chunk))
  socket.pipe(onward)
  onward.pipe(socket)
  socket.on('close', () => onward.destroy())
  onward.on('close', () => socket.destroy())
}

async function listening(server: Server): Promise<Pick<ProxyServer, 'port' | 'close'>> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      })
  }
}
