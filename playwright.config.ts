import { defineConfig } from '@playwright/test'

// No browser projects: `_electron` starts the runtime that ensure-electron exports in ELECTRON_OVERRIDE_DIST_PATH.
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 1, // two cores, and each test owns an Electron process tree
  retries: 1, // the machine may have other work: what needed a second try is named beside the counts, and is a fault to be found
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list'], ['./scripts/report/playwrightCounts.ts']],
  outputDir: 'test-results'
})
