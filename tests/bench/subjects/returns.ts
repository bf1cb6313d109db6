import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startProcessPool } from '@rollcall/workbook/process-pool'
import { referenceDate } from '../sample-rows.ts'
import { watchMemory } from '../tree-memory.ts'

interface Returns {
  readonly folder: string
}

const command = fileURLToPath(new URL('../../../apps/cli/src/main.ts', import.meta.url))
const tasks = new URL('../../../apps/cli/src/tasks.ts', import.meta.url)

/** Makes a sample of every authority, at real sizes. */
export const make =
  ({ folder }: Returns) =>
  () =>
    rollcall(['sample', 'illegal-homes', '--reference-date', referenceDate, '--seed', '7', '--out', folder])

/** `rollcall aggregate` over a folder, from typing it to its answer. Says the most memory its processes had together. */
export const aggregate =
  ({ folder }: Returns) =>
  () =>
    rollcall(['aggregate', 'illegal-homes', '--reference-date', referenceDate, '--json', folder])

async function rollcall(args: readonly string[]): Promise<number | undefined> {
  const child = spawn(process.execPath, [command, ...args], { stdio: 'ignore' })
  const memory = watchMemory(child.pid ?? 0)
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`rollcall ${args[0]} ended with ${code}`)
  return memory.stop()
}

const filesIn = (folder: string) => readdirSync(folder).map((name) => join(folder, name))
const asked = (file: string) =>
  ({ does: 'contribute', file, collection: 'illegal-homes', referenceDate, relaxed: [] }) as const

/** The same files by one process, warm, one after the other. */
export async function oneAfterAnother({ folder }: Returns) {
  const { task } = (await import(tasks.href)) as {
    task: (input: ReturnType<typeof asked>) => Promise<unknown>
  }
  const files = filesIn(folder)
  return async () => {
    for (const file of files) await task(asked(file))
  }
}

/** So many small returns by a pool on all cores, from starting it to its last answer. */
export function manyReturns({ folder, returns }: Returns & { returns: number }) {
  const files = filesIn(folder)
  return async () => {
    const pool = startProcessPool({
      module: tasks,
      processes: availableParallelism(),
      megabytes: 512,
      seconds: 60,
    })
    const memory = watchMemory(process.pid)
    await Promise.all(
      Array.from({ length: returns }, (_, at) => pool.run(asked(files[at % files.length] ?? ''))),
    )
    await pool.stop()
    return memory.stop()
  }
}
