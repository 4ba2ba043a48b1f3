import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { ROOT } from './unbraid'

export interface MvsepServer {
  readonly apiBase: string
  stop(): Promise<void>
  /** SIGKILL: no goodbye to anybody. */
  kill(): Promise<void>
}

/** The local service as a program of its own: a stranger that speaks the public API. `port` 0 takes any free one. */
export async function startMvsepServer(dataFolder: string, port = 0): Promise<MvsepServer> {
  // It ends with the test's process, through the closing of its input: a test that failed half-way leaves none behind.
  const args = ['--port', String(port), '--data', dataFolder, '--with-parent']
  const child = spawn(process.execPath, [join(ROOT, 'out/main/localService.js'), ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const [apiBase] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended.then(() => [''])])) as [string]
  if (!apiBase.startsWith('http://')) throw new Error('the local service did not start')
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    child.kill(signal)
    await ended
  }
  return { apiBase, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

/** Makes an account there, as its web page would, and gives its API token. */
export async function registerAccount(apiBase: string, name = 'Ann'): Promise<string> {
  const password = 'correct horse battery'
  const email = `${name.toLowerCase()}@example.com`
  await postForm(`${apiBase}/app/register`, { name, email, password, password_confirmation: password })
  const answer = await postForm(`${apiBase}/app/login`, { email, password })
  const { data } = answer as { data: { api_token: string } }
  return data.api_token
}

/** POSTs a form and gives the parsed answer; throws when the service refuses. */
export async function postForm(url: string, fields: Record<string, string>): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) })
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status} ${text}`)
  return JSON.parse(text) as unknown
}

/** How many creates this account's history holds. */
export async function countCreates(apiBase: string, token: string): Promise<number> {
  const response = await fetch(`${apiBase}/app/separation_history?api_token=${token}&start=0&limit=20`)
  return ((await response.json()) as { data: unknown[] }).data.length
}
