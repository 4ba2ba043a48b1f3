import { defineConfig } from '@playwright/test'

// The Studio measured in the real application: `npm test -- --e2e --config bench/studio.config.ts` on an idle machine.
export default defineConfig({
  testDir: '.',
  testMatch: 'studio.bench.ts',
  timeout: 1_200_000,
  expect: { timeout: 30_000 },
  workers: 1,
  retries: 0,
  reporter: [['list'], ['../scripts/report/playwrightCounts.ts']],
  outputDir: '../test-results'
})
