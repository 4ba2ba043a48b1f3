import { defineConfig } from '@playwright/test'

// Ours beside wavesurfer-multitrack: `npm test -- --e2e --config bench/multitrack.config.ts` on an idle machine.
export default defineConfig({
  testDir: '.',
  testMatch: 'multitrack.bench.ts',
  timeout: 1_200_000,
  expect: { timeout: 60_000 },
  workers: 1,
  retries: 0,
  reporter: [['list'], ['../scripts/report/playwrightCounts.ts']],
  outputDir: '../test-results'
})
