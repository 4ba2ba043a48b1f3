import { protocol } from 'electron'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

export const APP_ORIGIN = 'app://bundle'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm'
}

/** Must run before `ready`. `stem` carries audio to fetch, never to a page of its own. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    { scheme: 'stem', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true } }
  ])
}

/** The policy every page of ours is served with. The nonce covers the two style elements libraries add. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    // Compiling WebAssembly, which changes speed and pitch; it is no eval of text.
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self' stem:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default'
  ].join('; ')
}

const NONCE_PLACEHOLDER = '%CSP_NONCE%'

/** Serves the built renderer from its folder and nothing outside it. */
export function serveApp(rendererFolder: string): void {
  const base = join(rendererFolder, sep)
  protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    const file = normalize(join(base, decodeURIComponent(url.pathname === '/' ? '/index.html' : url.pathname)))
    const contentType = CONTENT_TYPES[extname(file)]
    if (url.host !== 'bundle' || !file.startsWith(base) || contentType === undefined) return new Response('forbidden', { status: 403 })
    try {
      const content = await readFile(file)
      const nonce = randomBytes(18).toString('base64')
      const body = file.endsWith('.html') ? content.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce) : new Uint8Array(content)
      return new Response(body, {
        headers: {
          'content-type': contentType,
          'content-security-policy': contentSecurityPolicy(nonce),
          'x-content-type-options': 'nosniff',
          'cross-origin-opener-policy': 'same-origin'
        }
      })
    } catch {
      return new Response('not found', { status: 404 }) // a file that is not in the bundle
    }
  })
}

/** Hands every stem:// request to the audio service; only our own page may read the answers. */
export function serveStems(respond: (url: string, range: string | null, method: string) => Promise<Response>, pageOrigin: string): void {
  protocol.handle('stem', async (request) => {
    const response = await respond(request.url, request.headers.get('range'), request.method)
    response.headers.set('access-control-allow-origin', pageOrigin)
    return response
  })
}
