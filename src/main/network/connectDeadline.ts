import type { ClientRequest } from 'node:http'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { AppError } from '../../shared/errors/appError'

/**
 * Ends a request with AppError('serverUnreachable') when it has no usable connection after `timeoutMs`: name lookup, proxy
 * and TLS included. A request's own timeout watches only the socket it has, and not one that is still being made.
 */
export function endUnlessConnected(client: ClientRequest, timeoutMs: number): void {
  const timer = setTimeout(() => {
    client.destroy(new AppError('serverUnreachable', { detail: 'could not connect in time' }))
  }, timeoutMs)
  const stop = (): void => {
    clearTimeout(timer)
  }
  client.once('close', stop)
  client.once('socket', (socket: Socket) => {
    if (socket instanceof TLSSocket) socket.once('secureConnect', stop)
    else if (socket.connecting) socket.once('connect', stop)
    else stop()
  })
}
