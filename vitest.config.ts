import { defineConfig } from 'vitest/config'

const setupFiles = ['tests/support/fixed-seed.ts', 'tests/support/keep-compiled.ts']

export default defineConfig({
  test: {
    // Left alone, vitest keeps one processor for itself, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{apps,packages}/**/*.test.ts'],
          isolate: false,
          testTimeout: 20_000,
          setupFiles,
        },
      },
      {
        test: {
          name: 'system',
          // Files that run one after the other have what they import together: to load it anew for each took a quarter of the run.
          isolate: false,
          include: ['tests/**/*.test.ts'],
          globalSetup: 'tests/support/start-database.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          setupFiles,
        },
      },
    ],
  },
})
