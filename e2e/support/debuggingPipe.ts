import type { Readable, Writable } from 'node:stream'

/** What the methods used here answer, of all Chromium's protocol has. */
export interface PipeResult {
  readonly targetInfos?: readonly { readonly targetId: string; readonly type: string }[]
  readonly sessionId?: string
  readonly processInfo?: readonly { readonly type: string; readonly id: number }[]
  readonly result?: { readonly value?: unknown }
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } }
}

/** Asks one method of the DevTools protocol. @throws Error with the protocol's own words */
export type Ask = (method: string, params?: object, sessionId?: string) => Promise<PipeResult>

interface Message {
  readonly id?: number
  readonly result?: PipeResult
  readonly error?: { readonly message: string }
}

const END = '\0'

/** Speaks through the two ends of `--remote-debugging-pipe`: JSON, each message ended by a zero byte. */
export function talkThrough(input: Writable, output: Readable): Ask {
  const waiting = new Map<number, (message: Message) => void>()
  let asked = 0
  let rest = ''
  output.setEncoding('utf8')
  output.on('data', (text: string) => {
    const messages = (rest + text).split(END)
    rest = messages.pop() ?? ''
    for (const json of messages) {
      const message = JSON.parse(json) as Message
      if (message.id === undefined) continue
      waiting.get(message.id)?.(message)
      waiting.delete(message.id)
    }
  })
  return (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      asked += 1
      waiting.set(asked, ({ result, error }) => {
        if (error) reject(new Error(`${method}: ${error.message}`))
        else resolve(result ?? {})
      })
      input.write(JSON.stringify({ id: asked, method, params, sessionId }) + END)
    })
}
