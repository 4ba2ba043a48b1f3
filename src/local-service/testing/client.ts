import { z } from 'zod'
import { onTestFinished, vi } from 'vitest'
import { createLocalService, type LocalServiceOptions } from '../createLocalService'
import { temporaryFolder } from './audioFiles'

/** Separating on a busy machine with few cores takes its time. */
const MOST_PATIENCE_MS = 60_000
vi.setConfig({ testTimeout: 2 * MOST_PATIENCE_MS })

export const FOUR_STEMS = 1001
export const HARMONIC = 1003
export const MIDDLE_SIDE = 1004

/** An answer as a test looks at it. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

const createdSchema = z.object({ success: z.literal(true), data: z.object({ link: z.string(), hash: z.string() }) })
const statusSchema = z.object({
  success: z.boolean(),
  status: z.string(),
  data: z.looseObject({ message: z.string().optional() })
})
const doneSchema = z.object({
  files: z.array(z.object({
    type: z.string(), url: z.string(), size: z.string(), bytes: z.number(), download: z.string(), image: z.null()
  }))
})
const userSchema = z.object({ data: z.looseObject({ api_token: z.string(), premium_minutes: z.number() }) })

export type ResultFile = z.infer<typeof doneSchema>['files'][number]

/** A client that knows nothing but the API page, for one account. */
export interface Client {
  readonly baseUrl: string
  readonly token: string
  get(path: string, query?: Readonly<Record<string, string>>): Promise<Answer>
  post(path: string, fields: Readonly<Record<string, string | File>>): Promise<Answer>
  /** Sends the form urlencoded. */
  postPlain(path: string, fields: Readonly<Record<string, string>>): Promise<Answer>
  /** Creates a job and gives back its hash. */
  create(file: Buffer, fields?: Readonly<Record<string, string>>, name?: string): Promise<string>
  status(hash: string): Promise<z.infer<typeof statusSchema>>
  /** Asks until the job is in one of these states; a minute at most. */
  until(hash: string, ...statuses: readonly string[]): Promise<z.infer<typeof statusSchema>>
  /** Waits for the job and gives back its files. */
  results(hash: string): Promise<readonly ResultFile[]>
  credits(): Promise<number>
}

/** Starts a service in a folder of its own (or the given one) that ends with the test. */
export async function startService(options: Partial<LocalServiceOptions> = {}) {
  const dataDir = options.dataDir ?? (await temporaryFolder())
  const faults: unknown[] = []
  const service = await createLocalService({ port: 0, onFault: (fault) => faults.push(fault), ...options, dataDir })
  let closed = false
  const close = async (): Promise<void> => {
    if (!closed) await service.close()
    closed = true
  }
  onTestFinished(close)
  return { baseUrl: service.baseUrl, dataDir, close, faults }
}

/** Registers an account at the service and signs in. */
export async function signUp(baseUrl: string, email = 'ann@example.org'): Promise<Client> {
  const password = 'correct horse'
  const nobody = createClient(baseUrl, '')
  await nobody.post('/app/register', { name: 'Ann', email, password, password_confirmation: password })
  return signIn(baseUrl, email)
}

export async function signIn(baseUrl: string, email = 'ann@example.org'): Promise<Client> {
  const { body } = await createClient(baseUrl, '').post('/app/login', { email, password: 'correct horse' })
  return createClient(baseUrl, userSchema.parse(body).data.api_token)
}

/** A client with a token of any kind; an empty one is not sent. */
export function createClient(baseUrl: string, token: string): Client {
  const signed: Readonly<Record<string, string>> = token === '' ? {} : { api_token: token }

  async function send(path: string, init?: RequestInit): Promise<Answer> {
    const response = await fetch(baseUrl + path, init)
    return { status: response.status, headers: response.headers, body: await response.json() }
  }

  const client: Client = {
    baseUrl,
    token,
    get: (path, query = {}) => send(`${path}?${new URLSearchParams({ ...signed, ...query }).toString()}`),
    post(path, fields) {
      const form = new FormData()
      // The token last, behind the file: no order of fields is promised.
      Object.entries({ ...fields, ...signed }).forEach(([name, value]) => form.append(name, value))
      return send(path, { method: 'POST', body: form })
    },
    postPlain: (path, fields) => send(path, { method: 'POST', body: new URLSearchParams({ ...signed, ...fields }) }),
    async create(file, fields = {}, name = 'song.wav') {
      const answer = await client.post('/separation/create', {
        audiofile: new File([new Uint8Array(file)], name), sep_type: String(HARMONIC), output_format: '1', ...fields
      })
      return createdSchema.parse(answer.body).data.hash
    },
    status: async (hash) => statusSchema.parse((await client.get('/separation/get', { hash })).body),
    until: (hash, ...statuses) =>
      vi.waitFor(async () => {
        const answer = await client.status(hash)
        if (!statuses.includes(answer.status)) throw new Error(`${answer.status}: ${answer.data.message ?? ''}`)
        return answer
      }, { timeout: MOST_PATIENCE_MS, interval: 30 }),
    async results(hash) {
      const answer = await client.until(hash, 'done', 'failed')
      return doneSchema.parse(answer.data).files
    },
    credits: async () => userSchema.parse((await client.get('/app/user')).body).data.premium_minutes
  }
  return client
}

/** The bytes behind a result's address. */
export async function fetchBytes(url: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(url)).arrayBuffer())
}
