import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('./worker-program.ts', import.meta.url))

export interface KeptWorker {
  /** Tells the worker what time it is, and waits until it goes by that. */
  setClock(now: Date): Promise<void>
  /** Ends its process at once (kill -9); another, which stands by, goes on. */
  kill(): Promise<void>
  stop(): Promise<void>
}

interface ToKeep {
  readonly databaseUrl: string
  /** Who carries mail, as the worker's settings name them. */
  readonly mail: Readonly<Record<string, string>>
  readonly key: string
  readonly home: string
  /** After how long the jobs of one that was killed are done by the next. */
  readonly deadAfterMs: number
  /** How often it is killed at most. */
  readonly kills: number
}

/** Keeps one worker at work, and a second process that has read its program and waits. */
export function keepWorker({ kills, ...given }: ToKeep): KeptWorker {
  const started: ChildProcess[] = []
  const spare = (): ChildProcess => {
    const child = fork(program, [JSON.stringify(given)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    // What is said to a process that was killed a moment ago is lost, and nobody waits for it.
    child.on('error', () => undefined)
    started.push(child)
    return child
  }
  let working = spare()
  let left = kills
  let next = left > 0 ? spare() : undefined
  let now: Date | undefined

  /** Until it goes by that moment, or is gone. */
  const tell = (child: ChildProcess, moment: Date): Promise<void> =>
    new Promise((resolve) => {
      const done = () => {
        child.off('message', onMessage).off('exit', done)
        resolve()
      }
      const onMessage = ({ at }: { readonly at?: string }) => {
        if (at !== undefined && Date.parse(at) === moment.getTime()) done()
      }
      child.on('message', onMessage).on('exit', done)
      child.send({ now: moment.toISOString() }, () => undefined)
    })

  return {
    async setClock(moment) {
      now = moment
      // Whoever was killed meanwhile has a successor, who is told.
      for (let told: ChildProcess | undefined; told !== working; ) {
        told = working
        await tell(told, moment)
        if (told.exitCode !== null && told === working) throw new Error('the worker ended by itself')
      }
    },
    async kill() {
      if (next === undefined) throw new Error('no process stands by')
      const killed = working
      working = next
      left--
      next = left > 0 ? spare() : undefined
      killed.kill('SIGKILL')
      if (killed.exitCode === null && killed.signalCode === null) await once(killed, 'exit')
      if (now !== undefined) void tell(working, now)
    },
    async stop() {
      for (const child of started) {
        if (child.exitCode !== null || child.signalCode !== null) continue
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
    },
  }
}
