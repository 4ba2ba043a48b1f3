import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net'

/** May be async; a test that breaks inside it shows as an unhandled rejection. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => unknown

export interface TestServer {
  readonly url: string
  close(): Promise<void>
}

async function listening(server: Server | TcpServer, scheme: string): Promise<TestServer> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        for (const socket of sockets) socket.destroy()
      })
  }
}

const run = (listener: Listener) => (request: IncomingMessage, response: ServerResponse): void => {
  void listener(request, response)
}

/** A real HTTP server on the loopback address. */
export const httpServer = (listener: Listener): Promise<TestServer> => listening(createServer(run(listener)), 'http')

/** A bare TCP server that answers an http address: for connections no HTTP server would make. */
export const tcpServer = (onSocket: (socket: Socket) => void): Promise<TestServer> => listening(createTcpServer(onSocket), 'http')
