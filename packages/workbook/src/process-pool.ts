import { type ChildProcess, fork } from 'node:child_process'
import { getCompileCacheDir } from 'node:module'
import { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type Outcome, overMemory } from './process-messages.ts'
import { Refusal } from './refusal.ts'

export interface ProcessPool {
  /** Runs the module's `task` on an input, when a process is free. */
  run(input: unknown): Promise<unknown>
  /** Ends every process. What was running or waiting fails. */
  stop(): Promise<void>
}

export interface ProcessPoolOptions {
  /** A module that exports `task(input): Promise<unknown>`. */
  readonly module: URL
  readonly processes: number
  readonly megabytes: number
  /** How long one task may take, once a process has it. To start the process is not on a file's time. */
  readonly seconds: number
}

interface Task {
  readonly input: unknown
  readonly resolve: (output: unknown) => void
  readonly reject: (reason: Error) => void
}

const secondsToStart = 60
const tooSlowToStart = `a process of the pool did not start within ${secondsToStart} seconds`

const runner = fileURLToPath(new URL('./process-runner.ts', import.meta.url))

/**
 * Runs tasks in child processes with a memory cap, so that one hostile file costs one answer. Processes are started when first
 * needed and kept for the next task; one that dies takes only its own task with it.
 */
export function startProcessPool(options: ProcessPoolOptions): ProcessPool {
  const waiting: Task[] = []
  const idle: Runner[] = []
  const runners = new Set<Runner>()
  let stopped = false

  const freeRunner = (): Runner | undefined => {
    const free = idle.pop()
    if (free !== undefined || runners.size >= options.processes) return free
    const started = startRunner(options, () => {
      runners.delete(started)
      if (idle.includes(started)) idle.splice(idle.indexOf(started), 1)
    })
    runners.add(started)
    return started
  }

  const dispatch = () => {
    while (waiting.length > 0) {
      const free = freeRunner()
      if (free === undefined) return
      const task = waiting.shift() as Task
      void free.perform(task).then((next) => {
        if (next === 'another task') idle.push(free)
        if (next === 'the same elsewhere') waiting.unshift(task)
        dispatch()
      })
    }
  }

  return {
    run: (input) =>
      new Promise((resolve, reject) => {
        if (stopped) return reject(new Error('the process pool was stopped'))
        waiting.push({ input, resolve, reject })
        dispatch()
      }),
    async stop() {
      stopped = true
      for (const task of waiting.splice(0)) task.reject(new Error('the process pool was stopped'))
      await Promise.all(Array.from(runners, (runner) => runner.stop()))
    },
  }
}

interface Runner {
  /**
   * Runs one task. Says what may come next: another task, nothing because the process died of this one, or, where an earlier task
   * may be to blame for its death, the same task in a fresh process. No task is to blame for a process that never started.
   */
  perform(task: Task): Promise<'another task' | 'nothing' | 'the same elsewhere'>
  stop(): Promise<void>
}

function startRunner({ module, megabytes, seconds }: ProcessPoolOptions, onGone: () => void): Runner {
  // A small young generation keeps the peak low; an environment of its own keeps our secrets out of a stranger's file's reach.
  const child = fork(runner, [module.href, String(megabytes)], {
    execArgv: [`--max-old-space-size=${megabytes}`, '--max-semi-space-size=8'],
    env: ownEnvironment(),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const lastWords = keepLastWords(child)
  const gone = new Promise<Error>((resolve) => {
    child.once('error', (error) => resolve(error))
    child.once('close', (code, signal) => resolve(reasonOfDeath(code, signal, lastWords())))
  })
  void gone.then(onGone)
  const ready = new Promise<undefined>((resolve) => child.once('message', () => resolve(undefined)))
  let ending: Error | undefined
  let isFresh = true

  const end = (reason: Error) => {
    ending ??= reason
    child.kill('SIGKILL')
  }

  return {
    async perform(task) {
      keepsUsAlive(child, true)
      const starting = setTimeout(() => end(new Error(tooSlowToStart)), secondsToStart * 1000)
      const diedStarting = await Promise.race([ready, gone])
      clearTimeout(starting)
      if (diedStarting !== undefined) {
        task.reject(
          ending ?? new Error('a process of the pool ended before it had started', { cause: diedStarting }),
        )
        return 'nothing'
      }
      const working = setTimeout(() => end(new Refusal('too-slow')), seconds * 1000)
      const result = await Promise.race([outcomeOf(child, task.input), gone])
      clearTimeout(working)
      keepsUsAlive(child, false)
      if (result instanceof Error) {
        if (!isFresh && ending === undefined) return 'the same elsewhere'
        task.reject(ending ?? result)
        return 'nothing'
      }
      isFresh = false
      settle(task, result)
      return 'another task'
    },
    async stop() {
      end(new Error('the process pool was stopped'))
      keepsUsAlive(child, true)
      await gone
    },
  }
}

/** Nothing of ours but where compiled code is kept, if it is: with it a process starts in half the time. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const kept = getCompileCacheDir()
  return kept === undefined ? {} : { NODE_COMPILE_CACHE: kept }
}

/** An idle child must not keep a program from ending that forgot to stop its pool. */
function keepsUsAlive(child: ChildProcess, does: boolean): void {
  const change = does ? 'ref' : 'unref'
  child[change]()
  child.channel?.[change]()
  const { stderr } = child
  if (stderr instanceof Socket) stderr[change]()
}

/** Sends the input, and waits for what comes of it. A child that is gone never answers, and a send to it fails silently here. */
function outcomeOf(child: ChildProcess, input: unknown): Promise<Outcome> {
  return new Promise((resolve) => {
    child.removeAllListeners('message')
    child.once('message', (outcome) => resolve(outcome as Outcome))
    child.send({ input }, () => undefined)
  })
}

function settle(task: Task, outcome: Outcome): void {
  if (outcome.kind === 'done') task.resolve(outcome.output)
  else task.reject(asError(outcome))
}

function asError(outcome: Exclude<Outcome, { kind: 'done' }>): Error {
  const { message } = outcome
  if (outcome.kind === 'refused') return new Refusal(outcome.code, { message, detail: outcome.detail })
  const error = new Error(message)
  if (outcome.stack !== undefined) error.stack = outcome.stack
  return error
}

const wordsKept = 4000

/** Keeps the end of what a child says on its way out, which is how V8 tells that memory ran out. */
function keepLastWords(child: ChildProcess): () => string {
  let words = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-wordsKept)
  })
  return () => words
}

function reasonOfDeath(code: number | null, signal: NodeJS.Signals | null, lastWords: string): Refusal {
  // The kernel, too, kills with SIGKILL whoever takes the machine's last memory.
  if (code === overMemory || signal === 'SIGKILL' || /out of memory|allocation failed/i.test(lastWords))
    return new Refusal('too-much-memory', { detail: lastWords.slice(-500) })
  return new Refusal('unreadable', {
    detail: `the process ended with ${signal ?? code}: ${lastWords.slice(-500)}`,
  })
}
