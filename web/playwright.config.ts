import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'

const journeys = fileURLToPath(new URL('./e2e/journeys', import.meta.url))

// Each file is a project of its own and so has a city of its own: what one changes does not stand in another's way. Two run
// side by side, for much of a journey is waiting; what is counted (clicks, keys) and looked at does not depend on the load.
export default defineConfig({
  testDir: journeys,
  globalSetup: fileURLToPath(new URL('./e2e/service.ts', import.meta.url)),
  outputDir: '../target/web-journeys',
  workers: 2,
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
