import { defineConfig } from '@playwright/test'

// The Studio measured in the real application, and what 100 visits leave behind: `npm test -- --e2e --config bench/studio.config.ts` on an idle machine.
process.env['ROUNDS'] ??= '100'

export default defineConfig({
  testDir: '..',
  testMatch: ['bench/studio.bench.ts', 'e2e/studioLeaks.spec.ts'],
  timeout: 1_200_000,
  expect: { timeout: 30_000 },
  workers: 1,
  retries: 0,
  reporter: [['list'], ['../scripts/report/playwrightCounts.ts']],
  outputDir: '../test-results'
})
