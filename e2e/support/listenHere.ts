import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Listening {
  readonly port: number
  /** http://127.0.0.1 with its port. */
  readonly origin: string
  /** Hangs up on everybody and ends it; a second time does nothing. */
  stop(): Promise<void>
}

/** Lets a server listen on this computer alone, at a free port unless one is named. */
export async function listenHere(server: Server, wantedPort = 0): Promise<Listening> {
  server.listen(wantedPort, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    async stop() {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    }
  }
}
