import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../../apps/cli/bin/rollcall.js', import.meta.url))

// Said after a second, so whether it is said depends on how busy the machine is.
const whileOneWaits =
  /^(?:Checking the return …|Backing up …|Restoring …|(?:Reading|Writing) returns: \d+ of \d+)\n/gm

/** What a command said, and how it ended. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the real command, as a person would who has no terminal. What it says to pass the time is left out. */
export const rollcall = (...typed: readonly string[]): Promise<Ended> => rollcallWith({}, ...typed)

/** The same, with settings in its environment. */
export const rollcallWith = (
  settings: Readonly<Record<string, string>>,
  ...typed: readonly string[]
): Promise<Ended> => rollcallReading('', settings, ...typed)

/** The same, with something to read on its standard input. */
export function rollcallReading(
  read: string,
  settings: Readonly<Record<string, string>>,
  ...typed: readonly string[]
): Promise<Ended> {
  // Nothing of the test's own surroundings decides about colours.
  const child = spawn(process.execPath, [bin, ...typed], { env: settings, stdio: 'pipe' })
  child.stdin.on('error', () => undefined).end(read)
  const said = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      resolve({ code, stdout: said.stdout, stderr: said.stderr.replace(whileOneWaits, '') }),
    )
  })
}

/** Runs a command that has to end well, and gives the one JSON value it prints. */
export async function rollcallJson<Value>(...typed: readonly string[]): Promise<Value> {
  const { code, stdout, stderr } = await rollcall(...typed, '--json')
  if (code !== 0) throw new Error(`rollcall ${typed.join(' ')} ended with ${code}: ${stderr || stdout}`)
  return JSON.parse(stdout) as Value
}
