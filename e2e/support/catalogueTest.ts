import { CATALOGUE_ROWS } from './catalogueRows'
import { startCatalogueServer, type CatalogueServer, type CatalogueServerOptions } from './catalogueServer'
import { test as base } from './unbraid'

interface CatalogueFixtures {
  /** Starts the MVSEP-like server; ended with the test. Without rows it serves our small catalogue. */
  serve: (options?: Partial<CatalogueServerOptions>) => Promise<CatalogueServer>
}

export const test = base.extend<CatalogueFixtures>({
  serve: async ({}, use) => {
    const started: CatalogueServer[] = []
    await use(async (options) => {
      const server = await startCatalogueServer({ rows: CATALOGUE_ROWS, ...options })
      started.push(server)
      return server
    })
    for (const server of started) await server.stop()
  }
})

export { expect } from './unbraid'
