import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'

const journeys = fileURLToPath(new URL('./e2e/journeys', import.meta.url))

// One browser, one journey after the other: what is counted and looked at must not depend on the load. Each file is a
// project of its own and so has a city of its own: what one changes does not stand in another's way.
export default defineConfig({
  testDir: journeys,
  outputDir: '../target/web-journeys',
  workers: 1,
  fullyParallel: false,
  timeout: 180_000,
  expect: { timeout: 10_000 },
  // a machine that runs other things too may be late once
  retries: 2,
  reporter: [['list']],
  projects: readdirSync(journeys)
    .filter((file) => file.endsWith('.spec.ts'))
    .map((file) => ({ name: file.replace('.spec.ts', ''), testMatch: file })),
})
