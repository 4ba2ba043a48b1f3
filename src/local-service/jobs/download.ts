import { createWriteStream } from 'node:fs'
import { basename } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { Refusal } from '../refusal'
import type { ReceivedFile } from './desk'

const MOST_REDIRECTS = 5
/** A server that sends nothing for this long is given up. */
const SILENCE_MS = 30_000
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** The address in a `url` field. Throws Refusal 400 for what is not http or https. */
export function readLink(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new Refusal(400, 'The url is not a link to a file on the web (http or https).')
  }
  return url
}

/** The most that is downloaded, and what is said when there is more. */
export interface DownloadLimit {
  readonly largestBytes: number
  readonly tooLargeText: string
}

/**
 * Downloads what `url` leads to into `path`, following up to five redirects.
 * Throws Refusal when the link leads to no audio file or to too much, and whatever ended the connection.
 */
export async function download(url: URL, path: string, limit: DownloadLimit, signal: AbortSignal): Promise<ReceivedFile> {
  const silence = new AbortController()
  const timer = setTimeout(() => silence.abort(new Refusal(400, 'The server of the link does not answer.')), SILENCE_MS)
  const both = AbortSignal.any([signal, silence.signal])
  try {
    const { response, finalUrl } = await follow(url, both)
    if (!response.ok || !response.body) {
      throw new Refusal(400, `The link could not be downloaded: its server answered ${response.status}.`)
    }
    if ((response.headers.get('content-type') ?? '').startsWith('text/html')) {
      throw new Refusal(400, 'The link leads to a web page, not to an audio file.')
    }
    let sizeBytes = 0
    const counter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        timer.refresh()
        sizeBytes += chunk.length
        if (sizeBytes > limit.largestBytes) done(new Refusal(400, limit.tooLargeText))
        else done(null, chunk)
      }
    })
    // Node's own stream type and the web's differ only in name here.
    const body = Readable.fromWeb(response.body as ReadableStream<Uint8Array>)
    await pipeline(body, counter, createWriteStream(path, { flags: 'wx', mode: 0o600 }), { signal: both })
    return { path, name: toFileName(response, finalUrl), sizeBytes, isCut: false }
  } catch (error) {
    throw both.aborted ? both.reason : error
  } finally {
    clearTimeout(timer)
  }
}

async function follow(url: URL, signal: AbortSignal): Promise<{ readonly response: Response; readonly finalUrl: URL }> {
  let finalUrl = url
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const response = await fetch(finalUrl, { signal, redirect: 'manual' })
    const location = response.headers.get('location')
    if (!REDIRECTS.has(response.status) || location === null) return { response, finalUrl }
    await response.body?.cancel()
    finalUrl = readLink(new URL(location, finalUrl).href)
  }
  throw new Refusal(400, 'The link leads from one address to the next without end.')
}

function toFileName(response: Response, url: URL): string {
  const disposition = response.headers.get('content-disposition') ?? ''
  const told = /filename="?([^";]+)"?/i.exec(disposition)?.[1]
  const last = url.pathname.split('/').at(-1) ?? ''
  return basename(told ?? readable(last)) || 'audio'
}

function readable(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded // a lone % sign is a legal part of an address
  }
}
