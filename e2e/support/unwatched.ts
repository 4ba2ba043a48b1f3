import { expect } from '@playwright/test'
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { talkThrough } from './debuggingPipe'
import { pssMegabytes } from './memory'
import { ROOT } from './unbraid'

/** The app as it is with nobody looking over its shoulder. */
export interface UnwatchedApp {
  /** What an expression comes to in the window; promises are waited for. @throws Error when it throws */
  evaluate(expression: string): Promise<unknown>
  /** Waits until the expression is true. */
  until(expression: string): Promise<void>
  /** Memory of the window's process without what can be collected, in megabytes; 0 where the system does not tell. */
  megabytes(): Promise<number>
  end(): Promise<void>
}

export interface UnwatchedParts {
  /** The application; the built one if it is not named. */
  readonly folder?: string
  readonly environment?: NodeJS.ProcessEnv
}

const PATIENCE_MS = 30_000

/**
 * Starts the built app, or another one, and drives it through Chromium's debugging pipe with no recording on. Playwright has the answers of
 * the network kept for its inspection, in the process that asked: 200 MB of every window the Studio fetches.
 */
export async function launchUnwatched(profile: string, { folder = ROOT, environment = {} }: UnwatchedParts = {}): Promise<UnwatchedApp> {
  const electron = String(createRequire(import.meta.url)('electron'))
  const child = spawn(electron, ['--no-sandbox', '--disable-gpu', '--remote-debugging-pipe', `--user-data-dir=${profile}`, folder], {
    cwd: ROOT,
    env: { ...process.env, HOME: dirname(profile), ...environment },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const [, , , input, output] = child.stdio
  if (!(input instanceof Writable && output instanceof Readable)) throw new Error('There is no pipe to the app.')
  const ask = talkThrough(input, output)
  const findPage = async () => (await ask('Target.getTargets')).targetInfos?.find(({ type }) => type === 'page')?.targetId
  await expect.poll(findPage).toBeDefined()
  const { sessionId } = await ask('Target.attachToTarget', { targetId: await findPage(), flatten: true })

  async function evaluate(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await ask('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true, userGesture: true }, sessionId)
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result?.value
  }
  // Before its page has come there is a window without anything to ask; what was refused is the value then.
  await expect.poll(() => evaluate(`location.protocol !== 'about:' && document.readyState === 'complete'`).catch(String), { timeout: PATIENCE_MS }).toBe(true)
  return {
    evaluate,
    until: (expression) => expect.poll(() => evaluate(expression), { message: expression, timeout: PATIENCE_MS }).toBe(true),
    async megabytes() {
      await ask('HeapProfiler.collectGarbage', {}, sessionId)
      const { processInfo } = await ask('SystemInfo.getProcessInfo')
      return pssMegabytes(processInfo?.find(({ type }) => type === 'renderer')?.id)
    },
    async end() {
      // It goes before it answers.
      void ask('Browser.close')
      await ended
    }
  }
}
