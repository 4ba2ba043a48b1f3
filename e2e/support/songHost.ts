import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { listenHere } from './listenHere'

export interface SongHost {
  /** Where it is reached, without a slash at the end. */
  readonly url: string
  /** Lets an answer that is held go. */
  release(): void
  stop(): Promise<void>
}

/**
 * A small web server with one song: at /Blue%20song.wav and, once it is released, at /slow.wav; behind /get by a header's name;
 * a page about it at /about.html, words at /notes.txt, and nothing anywhere else.
 */
export async function startSongHost(songPath: string): Promise<SongHost> {
  const song = await readFile(songPath)
  let release = (): void => undefined
  const released = new Promise<void>((done) => (release = done))
  const server = createServer((request, response) => {
    const send = (name?: string): void => {
      response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': song.length, ...(name === undefined ? {} : { 'content-disposition': `attachment; filename="${name}"` }) }).end(song)
    }
    switch ((request.url ?? '').split('?')[0]) {
      case '/Blue%20song.wav': return send()
      case '/slow.wav': return void released.then(() => { send() })
      case '/get': return send('Named by its header.wav')
      case '/about.html': return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Blue song</h1>')
      case '/notes.txt': return void response.writeHead(200, { 'content-type': 'text/plain' }).end('words, no sound')
      default: return void response.writeHead(404).end()
    }
  })
  const { origin, stop } = await listenHere(server)
  return { url: origin, release, stop }
}
