import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'

// `make bench` (scripts/bench.sh) starts the release program on a made-up city and calls this; times are never a test.
export default defineConfig({
  testDir: fileURLToPath(new URL('./e2e/bench', import.meta.url)),
  testMatch: 'pages.bench.ts',
  outputDir: '../target/web-bench',
  workers: 1,
  timeout: 600_000,
  reporter: [['line']],
})
