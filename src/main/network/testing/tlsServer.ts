import { createServer, type ServerOptions } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'

export interface TlsServer {
  readonly port: number
  /** Requests that got through, "METHOD path". */
  readonly asked: string[]
  close(): Promise<void>
}

/** An HTTPS server that takes everything in and always answers the same. */
export async function startTlsServer(options: ServerOptions, host = '127.0.0.1', body = '{"ok":true}'): Promise<TlsServer> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer(options, (request, response) => {
    asked.push(`${request.method} ${request.url?.split('?')[0]}`)
    request.resume().on('end', () => response.end(body))
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      })
  }
}
