import { mkdir } from 'node:fs/promises'
import { createAccountStore } from './accounts/accountStore'
import { createCatalogue } from './catalogue/catalogue'
import { createCheckStore } from './checker/checkStore'
import { openDatabase } from './database'
import { createServer } from './http/createServer'
import { publishDemo } from './jobs/demo'
import { createDesk } from './jobs/desk'
import { createHousekeeping } from './jobs/housekeeping'
import { createJobStore } from './jobs/jobStore'
import { createLinkFetcher } from './jobs/linkFetcher'
import { createRunner } from './jobs/runner'
import { openStorage } from './jobs/storage'
import { createWithdrawal } from './jobs/withdrawal'

export interface LocalServiceOptions {
  /** Everything the service keeps lies here; made when missing. */
  readonly dataDir: string
  /** 0 takes any free port. */
  readonly port: number
  /** A song for the demo page: separated at the start unless the page already has it. None when left out. */
  readonly demoPath?: string
  /** The time, in milliseconds since 1970; the computer's own when left out. */
  readonly nowMs?: () => number
  /** Told about faults of the service itself; written to stderr when left out. */
  readonly onFault?: (fault: unknown) => void
}

export interface LocalService {
  /** What clients put before `/separation/create`, e.g. `http://127.0.0.1:8787/api`. */
  readonly baseUrl: string
  /** Stops listening and working. What is unfinished goes on at the next start with the same folder. */
  close(): Promise<void>
}

/** Starts the MVSEP-compatible service on the loopback address. Throws when the port is taken or the folder unusable. */
export async function createLocalService(options: LocalServiceOptions): Promise<LocalService> {
  const { dataDir, port, nowMs = Date.now, onFault = (fault) => console.error(fault) } = options
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const database = openDatabase(dataDir)
  const accounts = createAccountStore(database, nowMs)
  const jobs = createJobStore(database, nowMs)
  const catalogue = createCatalogue()
  const storage = await openStorage(dataDir)
  const runner = createRunner({ jobs, accounts, catalogue, storage, nowMs, onFault })
  const desk = createDesk({ jobs, accounts, catalogue, storage, runner, nowMs })
  const fetcher = createLinkFetcher({ jobs, storage, desk })
  const withdrawal = createWithdrawal({ jobs, accounts, storage, runner, fetcher })
  const housekeeping = createHousekeeping({ jobs, catalogue, storage, runner, fetcher, withdrawal, nowMs, onFault })
  const server = await createServer(
    { accounts, jobs, catalogue, checks: createCheckStore(database, nowMs), storage, runner, fetcher, desk, withdrawal, nowMs }, onFault)

  async function stopWork(): Promise<void> {
    await server.close()
    await fetcher.close()
    await runner.close()
    database.close()
  }

  try {
    const address = await server.listen({ host: '127.0.0.1', port })
    await housekeeping.sweep()
    await housekeeping.recover()
    if (options.demoPath !== undefined) {
      // A demo that cannot be had is worth a word, not the service.
      await publishDemo(options.demoPath, { jobs, catalogue, storage, desk }).catch(onFault)
    }
    const endHousekeeping = housekeeping.begin()
    return {
      baseUrl: `${address}/api`,
      async close() {
        endHousekeeping()
        await stopWork()
      }
    }
  } catch (error) {
    await stopWork()
    throw error
  }
}
