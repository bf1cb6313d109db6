import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { connect } from '@rollcall/database/connect'
import { sql } from 'kysely'
import { afterAll } from 'vitest'

interface ToRun {
  readonly folder: string
  readonly elsewhere?: string
  readonly durable?: boolean
  /** The program, when it is not the one beside this file. */
  readonly program?: string
  /** Another account to run it under. */
  readonly as?: { readonly uid: number; readonly gid: number }
}

interface Running {
  readonly adminUrl: string
  readonly ownerUrl: string
  readonly appUrl: string
  /** All that it has logged so far. */
  said(): string
  /** Ends it, with SIGTERM unless told otherwise, and waits until it is gone. */
  end(signal?: NodeJS.Signals): Promise<number | null>
}

const itself = fileURLToPath(new URL('./postgres-program.ts', import.meta.url))

/** Programs that keep a Postgres running. Those still running when the tests of the file are done are ended. */
export function postgresPrograms(): (given: ToRun) => Promise<Running> {
  const started: ChildProcess[] = []
  afterAll(async () => {
    await Promise.all(started.map((child) => endOf(child, 'SIGTERM')))
  })
  return async ({ folder, elsewhere = `${folder}-elsewhere`, program = itself, durable, as }) => {
    const child = spawn(process.execPath, [program, folder, elsewhere, durable ? 'durable' : ''], {
      ...as,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    started.push(child)
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    const ended = once(child, 'close')
    const line = await Promise.race([
      once(createInterface(child.stdout), 'line'),
      ended.then(() => undefined),
    ])
    if (!line) throw new Error(said)
    return {
      ...(JSON.parse(String(line[0])) as { adminUrl: string; ownerUrl: string; appUrl: string }),
      said: () => said,
      end: (signal = 'SIGTERM') => endOf(child, signal),
    }
  }
}

async function endOf(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal)
    await once(child, 'exit')
  }
  return child.exitCode
}

/** Runs one statement and gives its rows. */
export async function ask(url: string, statement: string): Promise<unknown[]> {
  const db = connect(url, { connections: 1 })
  try {
    return (await sql.raw(statement).execute(db)).rows
  } finally {
    await db.destroy()
  }
}
