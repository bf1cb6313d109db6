import { flushCompileCache } from 'node:module'
import type { Order, Outcome, Ready } from './process-messages.ts'
import { overMemory, runsOutOfMemory } from './process-messages.ts'
import { Refusal } from './refusal.ts'

// What runs in a child of a process pool: one task after another, until the pool goes away or memory runs out.

const [, , module = '', megabytes = '0'] = process.argv
const mostBytes = Number(megabytes) * 1024 * 1024
const guardMilliseconds = 20

setInterval(() => {
  if (process.memoryUsage.rss() > mostBytes) process.exit(overMemory)
}, guardMilliseconds).unref()

process.on('disconnect', () => process.exit())
process.on('message', (order: Order) => {
  void answer(order.input).then((outcome) => process.send?.(outcome))
})

// A module that cannot be loaded is told to whoever asks for a task.
const loading = import(module) as Promise<{ task: (input: unknown) => Promise<unknown> }>
void Promise.allSettled([loading]).then(() => {
  // It is killed in the end, and would take with it what is only kept as it leaves.
  flushCompileCache()
  process.send?.('ready' satisfies Ready)
})

async function answer(input: unknown): Promise<Outcome> {
  try {
    const { task } = await loading
    return { kind: 'done', output: await task(input) }
  } catch (error) {
    return asOutcome(error)
  }
}

function asOutcome(error: unknown): Outcome {
  if (error instanceof Refusal)
    return { kind: 'refused', code: error.code, message: error.message, detail: error.detail }
  if (!(error instanceof Error)) return { kind: 'failed', message: String(error), stack: undefined }
  if (runsOutOfMemory(error)) process.exit(overMemory)
  return { kind: 'failed', message: error.message, stack: error.stack }
}
