import { startAccountRelay, type AccountRelay } from './accountRelay'
import { test as base } from './unbraid'

interface SomeServer {
  readonly apiBase: string
  stop(): Promise<void>
}

/** Tests with a server of their own (the folder is the test's) and a relay before it; both end with the test. */
export const testBehindRelay = <S extends SomeServer>(start: (folder: string) => Promise<S>) => base.extend<{ server: S; relay: AccountRelay }>({
  server: async ({ folder }, use) => {
    const server = await start(folder)
    await use(server)
    await server.stop()
  },
  relay: async ({ server }, use) => {
    const relay = await startAccountRelay(server.apiBase)
    await use(relay)
    await relay.close()
  }
})
