import { AppError } from '../../shared/errors/appError'
import { parseBody } from './answer'
import type { Http } from './http'
import type { HttpAnswer, PostMultipart } from './types'

export interface Guarded {
  readonly http: Http
  readonly postMultipart: PostMultipart
}

/** Names of fields that tell who asks. */
const SECRETS: ReadonlySet<string> = new Set(['api_token', 'password'])

/**
 * Keeps secrets from whoever stands between: a hotel's sign-in page answers every request with a page of its own. After
 * such an answer no token, password or song goes to that origin until a request without any (GET app/queue) was answered
 * as MVSEP answers. Until then requests with secrets throw AppError('notMvsep'), which counts as being offline.
 */
export function guardPortals(http: Http, postMultipart: PostMultipart): Guarded {
  const doubted = new Set<string>()
  const probes = new Map<string, Promise<void>>()

  const listened = async (url: string, answering: Promise<HttpAnswer>): Promise<HttpAnswer> => {
    try {
      const answer = await answering
      if (isForeign(answer)) doubted.add(originOf(url))
      return answer
    } catch (error) {
      if (error instanceof AppError && error.code === 'notMvsep') doubted.add(originOf(url))
      throw error
    }
  }

  const probe = async (origin: string, url: string): Promise<void> => {
    const answer = await http.get(`${baseOf(url)}/app/queue`)
    if (isForeign(answer) || parseBody(answer.body) === null) throw new AppError('notMvsep', { detail: 'somebody else answers for the service' })
    doubted.delete(origin)
  }
  /** One probe at a time for all who wait. */
  const cleared = async (url: string, signal: AbortSignal | undefined): Promise<void> => {
    const origin = originOf(url)
    if (!doubted.has(origin)) return
    const probing = probes.get(origin) ?? probe(origin, url).finally(() => probes.delete(origin))
    probes.set(origin, probing)
    await unlessAborted(probing, signal)
  }

  return {
    http: {
      async get(url, options) {
        if (Object.entries(options?.query ?? {}).some(([name, value]) => SECRETS.has(name) && typeof value === 'string')) await cleared(url, options?.signal)
        return listened(url, http.get(url, options))
      },
      async postForm(url, fields, signal) {
        await cleared(url, signal)
        return listened(url, http.postForm(url, fields, signal))
      },
      dispose: () => {
        http.dispose()
      }
    },
    async postMultipart(request) {
      await cleared(request.url, request.signal)
      return listened(request.url, postMultipart(request))
    }
  }
}

/** Others may still wait for the probe: whoever gives up goes alone. */
function unlessAborted(probing: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(new AppError('cancelled'))
    }
    if (signal?.aborted === true) abort()
    signal?.addEventListener('abort', abort, { once: true })
    probing.then(resolve, reject).finally(() => signal?.removeEventListener('abort', abort)).catch(reject)
  })
}

/** A page where data belongs, a redirect to somewhere else, or the very status for "sign in to the network first" (RFC 6585). */
function isForeign({ statusCode, body }: HttpAnswer): boolean {
  if (statusCode === 511 || (statusCode >= 300 && statusCode < 400)) return true
  return statusCode >= 200 && statusCode < 300 && !/^\uFEFF?\s*[[{]/.test(body)
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '')

/** The API base an endpoint's address begins with. */
const baseOf = (url: string): string => url.replace(/\/(app|separation|quality_checker)\/.*$/, '')
