import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** When a living process began, which tells it from a later one with the same number. Nothing if there is none. */
export function startOf(pid: number): string | undefined {
  if (!isThere(pid)) return undefined
  if (process.platform !== 'linux') return ask(pid, 'lstart')
  const status = read(`/proc/${pid}/stat`)
  // The name in brackets may itself hold spaces and brackets; what follows it is plain: state, …, start in ticks.
  const fields = status?.slice(status.lastIndexOf(')') + 2).split(' ')
  const [state, start] = [fields?.[0], fields?.[19]]
  return state === 'Z' || state === 'X' ? undefined : start
}

/** The command line of a living process. */
export const commandOf = (pid: number): string | undefined =>
  process.platform === 'linux' ? read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') : ask(pid, 'command')

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function ask(pid: number, column: string): string | undefined {
  try {
    return (
      execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
    )
  } catch {
    return undefined
  }
}
