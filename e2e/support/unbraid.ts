import { _electron as electron, type ElectronApplication, type Page, test as base } from '@playwright/test'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../..')
export const SHOTS = join(ROOT, 'test-results', 'screenshots')

export interface Unbraid {
  readonly app: ElectronApplication
  readonly page: Page
  /** Ends the app the way a person does: the window is closed, the app quits. */
  quit(): Promise<void>
  /** SIGKILL to the main process. */
  kill(): Promise<void>
  hasEnded(): boolean
}

export interface LaunchOptions {
  /** Another MVSEP-compatible base than the public one. */
  readonly apiBase?: string
  readonly colorScheme?: 'light' | 'dark'
  /** Switches of Chromium's. */
  readonly switches?: readonly string[]
  /** Words behind the program's own: files to open, and what has no business there. */
  readonly words?: readonly string[]
  /** Variables beside or instead of our own. */
  readonly env?: Readonly<Record<string, string>>
}

/** Starts the built app on a profile folder. */
export async function launchUnbraid(profile: string, options: LaunchOptions = {}): Promise<Unbraid> {
  const app = await electron.launch({
    args: ['--disable-gpu', `--user-data-dir=${profile}`, ...(options.switches ?? []), ROOT, ...(options.words ?? [])],
    cwd: ROOT,
    colorScheme: options.colorScheme ?? 'dark',
    // Results go to the user's music folder: a home of its own keeps runs apart.
    env: {
      ...definedEnvironment(), HOME: dirname(profile), ...(options.apiBase === undefined ? {} : { UNBRAID_API_BASE: options.apiBase }), ...options.env
    }
  })
  // Playwright forgets the process once the app is closed.
  const child = app.process()
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const page = await app.firstWindow()
  return {
    app,
    page,
    async quit() {
      await app.close()
      await ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    hasEnded: () => child.exitCode !== null || child.signalCode !== null
  }
}

function definedEnvironment(): Record<string, string> {
  const pairs = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const environment = Object.fromEntries(pairs)
  delete environment['UNBRAID_API_BASE']
  return environment
}

interface Fixtures {
  /** A folder that is gone after the test. */
  folder: string
  /** A fresh profile inside it. */
  profile: string
  /** Starts the app on the test's profile; ended with the test when still running. */
  launch: (options?: LaunchOptions) => Promise<Unbraid>
}

export const test = base.extend<Fixtures>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'unbraid-e2e-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  profile: async ({ folder }, use) => {
    const profile = join(folder, 'profile')
    await mkdir(profile)
    await use(profile)
  },
  launch: async ({ profile }, use) => {
    const started: Unbraid[] = []
    await use(async (options) => {
      const unbraid = await launchUnbraid(profile, options)
      started.push(unbraid)
      return unbraid
    })
    for (const unbraid of started) if (!unbraid.hasEnded()) await unbraid.quit()
  }
})

export { expect } from '@playwright/test'
