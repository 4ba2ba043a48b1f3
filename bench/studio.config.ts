import { defineConfig } from '@playwright/test'

// The Studio measured in the real application, and what 100 visits leave behind: `npm test -- --e2e --config bench/studio.config.ts`
// on an idle machine; `MINUTES=10` for ten minutes of playing in one go.
process.env['ROUNDS'] ??= '100'
process.env['MINUTES'] ??= '1'

export default defineConfig({
  testDir: '..',
  testMatch: ['bench/studio.bench.ts', 'e2e/studioLeaks.spec.ts', 'e2e/studioMemory.spec.ts'],
  timeout: 600_000,
  expect: { timeout: 30_000 },
  workers: 1,
  retries: 0,
  reporter: [['list'], ['../scripts/report/playwrightCounts.ts']],
  outputDir: '../test-results'
})
