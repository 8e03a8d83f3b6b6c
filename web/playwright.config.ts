import { defineConfig } from '@playwright/test'

// One browser, one service, one journey after the other: what is counted and looked at must not depend on the load.
export default defineConfig({
  testDir: 'e2e/journeys',
  outputDir: '../target/web-journeys',
  workers: 1,
  fullyParallel: false,
  timeout: 180_000,
  // a machine that runs other things too may be late once
  retries: 1,
  expect: { timeout: 10_000 },
  reporter: [['list']],
})
