import { mkdir, writeFile } from 'node:fs/promises'
import { whyNot } from './read-file.ts'
import { UsageError } from './usage-error.ts'

/** Writes a file somebody named, or throws a UsageError that says why it cannot be written. */
export async function writeNamed(path: string, content: string | Uint8Array): Promise<void> {
  await tried(`${path} cannot be written`, () => writeFile(path, content))
}

/** Makes a folder somebody named, unless it is there. */
export async function makeFolder(path: string): Promise<void> {
  await tried(`The folder ${path} cannot be made`, () => mkdir(path, { recursive: true }))
}

async function tried(failing: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    const noFolder = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new UsageError(
      `${failing}: ${noFolder ? 'there is no such folder. Make it first, or name another.' : whyNot(error)}`,
    )
  }
}
