import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Something to measure: a function of ours by its group and name, or a Python script's. */
export interface Entrant {
  readonly does: readonly [group: string, name: string]
  readonly input?: object
  readonly in?: 'python'
  /** Options of Node's own. */
  readonly flags?: readonly string[]
}

export interface Measured {
  readonly ms: number
  /** The most memory the process has had since it began. */
  readonly megabytes: number
  readonly said: unknown
}

export interface SubjectProcess {
  measure(): Promise<Measured>
  stop(): Promise<void>
}

export const python = '/usr/bin/python3'
const nodesMain = fileURLToPath(new URL('./subject.ts', import.meta.url))
const pythonsMain = fileURLToPath(new URL('./python/subject.py', import.meta.url))

/** Starts a process for one thing to be measured, and waits until it is ready. It does nothing until it is asked. */
export async function startSubject({
  does,
  input = {},
  in: language,
  flags = [],
}: Entrant): Promise<SubjectProcess> {
  const what = [...does, JSON.stringify(input)]
  const [program, args] =
    language === 'python'
      ? [python, ['-W', 'ignore', pythonsMain, ...what]]
      : [process.execPath, ['--expose-gc', ...flags, nodesMain, ...what]]
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'close')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answer = async () => {
    const { done, value } = await lines.next()
    if (done) throw new Error(`${does.join(' ')} ended before it answered`)
    return JSON.parse(value) as Measured
  }
  await answer()
  return {
    async measure() {
      child.stdin.write('run\n')
      return await answer()
    },
    async stop() {
      child.stdin.end()
      await ended
    },
  }
}
