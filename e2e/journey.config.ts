import { defineConfig } from '@playwright/test'

// The first minute as one unattended run of the real application: `npm start` without a display.
// journey.ts leaves what a person would want to see in journey/; Playwright's own traces go below it.
export default defineConfig({
  testDir: '.',
  testMatch: 'journey.ts',
  timeout: 300_000,
  expect: { timeout: 30_000 },
  workers: 1,
  retries: 0,
  reporter: [['list']],
  outputDir: '../journey/trace'
})
