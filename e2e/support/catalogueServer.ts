import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { listenHere } from './listenHere'
import { silentWav } from './wav'

/** What one separation/create carried. */
export interface SentCreate {
  /** Text fields by name, the token left out. */
  readonly fields: Readonly<Record<string, string>>
  readonly files: readonly { readonly field: string; readonly name: string; readonly sizeBytes: number }[]
}

export interface CatalogueServer {
  readonly apiBase: string
  /** The one token it knows. */
  readonly token: string
  /** Every create, in the order of arrival. */
  readonly creates: readonly SentCreate[]
  /** The `scopes` of every asking for the catalogue. */
  readonly askedScopes: readonly string[]
  /** Lets a held catalogue go, and all later ones. */
  releaseCatalogue(): void
  /** Ends it; a second time does nothing. */
  stop(): Promise<void>
}

export interface CatalogueServerOptions {
  /** Sent as they are; good rows or anything. */
  readonly rows: readonly unknown[]
  /** A stopped server whose address this one takes over: to the app it is the same one, at another time. */
  readonly inPlaceOf?: CatalogueServer
  readonly premiumEnabled?: boolean
  /** Answers no asking for the catalogue before `releaseCatalogue`. */
  readonly holdCatalogue?: boolean
  /** A folder for the files that are sent. */
  readonly keepIn?: string
  /** Length of the one result, silence; hardly any when left out. */
  readonly resultSeconds?: number
  /** What separation/get-remote says of a link that was sent, at each asking, from 1. */
  readonly onLink?: (sent: SentCreate, times: number) => unknown
}

const TOKEN = 'C4t4l0gu3S3rv3rT0k3n0123456789'
const CREDITS = 54
const FREE_SEPARATIONS = { left: 49, max: 50 }

/**
 * An MVSEP-like server of a few lines whose catalogue is given: it records what is sent to it and answers every job at
 * once with one result. Its user has 54 credits and 49 free runs; every job takes one of either.
 */
export async function startCatalogueServer(options: CatalogueServerOptions): Promise<CatalogueServer> {
  const { rows, inPlaceOf, premiumEnabled = true, holdCatalogue = false, resultSeconds = 0.01, keepIn } = options
  const result = silentWav(resultSeconds)
  // A port may come again within one run, and with it the token the keychain keeps for that address: the path never does.
  const base = new URL(inPlaceOf?.apiBase ?? `http://127.0.0.1:0/${randomUUID()}/api`)
  const creates: SentCreate[] = []
  const askedScopes: string[] = []
  const askedLinks = new Map<number, number>()
  let origin = ''
  let releaseCatalogue = (): void => undefined
  const catalogueReady = holdCatalogue ? new Promise<void>((done) => (releaseCatalogue = done)) : Promise.resolve()

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const json = (body: unknown, statusCode = 200): void => {
      response.writeHead(statusCode, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    const refuse = (message: string, statusCode = 400): void => json({ success: false, data: { message } }, statusCode)
    const isOurs = (token: string | null | undefined): boolean => token === TOKEN
    switch (url.pathname.replace(base.pathname, '/api')) {
      case '/api/app/algorithms': {
        const scopes = url.searchParams.get('scopes') ?? 'single_upload'
        askedScopes.push(scopes)
        await catalogueReady
        return json(rows.filter((row) => isIn(row, scopes.split(','))))
      }
      case '/api/app/user':
        if (!isOurs(url.searchParams.get('api_token'))) return refuse('Invalid token', 401)
        return json({ success: true, data: {
          name: 'Ann', email: 'ann@example.com', api_token: TOKEN, premium_minutes: premiumEnabled ? CREDITS - creates.length : CREDITS, premium_enabled: premiumEnabled ? 1 : 0, long_filenames_enabled: 0, current_queue: []
        } })
      case '/api/app/queue':
        return json({ queue: { in_process: 2, registered: 1, unregistered: 3, premium: 0 }, current: { plan: 'premium', queue: 0 }, free_separations: { ...FREE_SEPARATIONS, left: FREE_SEPARATIONS.left - creates.length } })
      case '/api/app/news':
        return json([])
      case '/api/app/separation_history':
        return json({ success: true, data: [] })
      case '/api/separation/create': {
        const sent = await readForm(request, keepIn)
        if (!isOurs(sent.token)) return refuse('Invalid token', 401)
        creates.push({ fields: sent.fields, files: sent.files })
        if (sent.fields['url'] !== undefined) {
          const short = `Link${String(creates.length).padStart(12, '0')}`
          return json({ success: true, data: { link: `${origin}${base.pathname}/separation/get-remote?hash=${short}`, hash: short } })
        }
        const hash = `20260801101500-${String(creates.length).padStart(10, '0')}-song.wav`
        return json({ success: true, data: { link: `${origin}${base.pathname}/separation/get?hash=${hash}`, hash } })
      }
      case '/api/separation/get-remote': {
        const number = Number(url.searchParams.get('hash')?.slice(4))
        const sent = creates[number - 1]
        if (sent === undefined) return refuse('no such link', 404)
        askedLinks.set(number, (askedLinks.get(number) ?? 0) + 1)
        return json(options.onLink?.(sent, askedLinks.get(number) ?? 1))
      }
      case '/api/separation/get':
        return json({ success: true, status: 'done', data: { files: [
          { type: 'Vocals', url: `${origin}/storage/processed/vocals.wav`, size: '0.2 KB', bytes: result.length, download: 'song_vocals.wav', image: null }
        ] } })
      case '/storage/processed/vocals.wav':
        response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': result.length }).end(result)
        return
      default:
        return refuse('no such page', 404)
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)))
    })
  })
  const listening = await listenHere(server, Number(base.port))
  origin = listening.origin
  return { apiBase: `${origin}${base.pathname}`, token: TOKEN, creates, askedScopes, releaseCatalogue, stop: listening.stop }
}

/** Whether a row belongs to one of these scopes; broken ones belong to every one. */
function isIn(row: unknown, scopes: readonly string[]): boolean {
  const scope = typeof row === 'object' && row !== null && 'audio_widget' in row ? row.audio_widget : null
  return typeof scope !== 'string' || scopes.includes(scope)
}

/** The form of a create, read by the platform's own parser; urlencoded where no file is sent. */
async function readForm(request: IncomingMessage, keepIn?: string): Promise<SentCreate & { readonly token: string | undefined }> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  const headers = { 'content-type': request.headers['content-type'] ?? '' }
  const form = await new Response(new Uint8Array(Buffer.concat(pieces)), { headers }).formData()
  const fields: Record<string, string> = {}
  const files: { field: string; name: string; sizeBytes: number }[] = []
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value
    else {
      files.push({ field: name, name: value.name, sizeBytes: value.size })
      if (keepIn !== undefined) await writeFile(join(keepIn, value.name), new Uint8Array(await value.arrayBuffer()))
    }
  }
  const { api_token: token, ...rest } = fields
  return { token, fields: rest, files }
}
