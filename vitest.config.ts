import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const setupFiles = ['tests/support/fixed-seed.ts', 'tests/support/keep-compiled.ts']
// What is waited for comes, though a busy machine may take its time.
const expect = { poll: { timeout: 30_000 } }

/** Whole programs take longest, whatever the size of the file that starts them: left for the end, one of them would run alone. */
class WholeProgramsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const [first, others] = [true, false].map((isFirst) =>
      sorted.filter(
        ({ moduleId }) => /\/tests\/(?:demo|main-job|season|torture)\//.test(moduleId) === isFirst,
      ),
    )
    return [...(first ?? []), ...(others ?? [])]
  }
}

export default defineConfig({
  test: {
    // Left alone, vitest keeps one processor for itself, which is half of a small machine.
    maxWorkers: '100%',
    sequence: { sequencer: WholeProgramsFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{apps,packages}/**/*.test.ts'],
          isolate: false,
          testTimeout: 20_000,
          setupFiles,
          expect,
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
          expect,
        },
      },
    ],
  },
})
