import { readFile } from 'node:fs/promises'
import { UsageError } from './usage-error.ts'

/** A file's bytes, or a UsageError that says why there are none. */
export async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(path))
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${whyNot(error)}`)
  }
}

export function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT') return 'there is no such file. Check the name and the folder.'
  if (code === 'EISDIR') return 'it is a folder. Name a file in it.'
  if (code === 'EACCES') return 'you are not allowed to.'
  if (code === 'ENOTDIR' || code === 'EEXIST') return 'it is not a folder.'
  return error instanceof Error ? error.message : String(error)
}
