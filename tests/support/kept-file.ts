import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Puts a file of this name where a browser finds it, until the tests are over. Gives its path. */
export async function kept(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'rollcall-file-')), name)
  await writeFile(path, bytes)
  return path
}
