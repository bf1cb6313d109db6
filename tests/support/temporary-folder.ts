import { chmodSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A folder for the tests of one file, which is gone when they are done. Gives the path of something in it. */
export function temporaryFolder({ enterable = false } = {}): (...names: readonly string[]) => string {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-test-'))
  // For other accounts than the one that runs the tests.
  if (enterable) chmodSync(folder, 0o755)
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return (...names) => join(folder, ...names)
}
