import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vite.config.ts'

export default mergeConfig(
  base,
  defineConfig({
    test: {
      environment: 'happy-dom', // jsdom lacks ResizeObserver
      isolate: false, // several times faster; the setup file must call cleanup() after each test
      pool: 'threads',
      globals: false,
      testTimeout: 30_000, // several steps in a form take long on a busy machine
      setupFiles: ['src/test/setup.ts'],
      include: ['src/**/*.test.{ts,tsx,mjs}'],
    },
  }),
)
