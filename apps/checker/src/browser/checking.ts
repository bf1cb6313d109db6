import { Refusal } from '@rollcall/workbook/refusal'
import type { Asked, FromWorker, Outcome, ToWorker } from './messages.ts'

const mostSeconds = 20

/** Checks files in a worker that is ended where it takes too long or dies, and started again. */
export interface Checking {
  /** One file at a time. */
  check(file: Blob, onRows: (rows: number) => void): Promise<Outcome>
}

/** Starts the worker before it is needed, so that nothing is to be loaded any more when a file is chosen. */
export async function startChecking(script: string, asked: Asked): Promise<Checking> {
  let worker = await startWorker(script, asked)
  let restarting: Promise<void> = Promise.resolve()
  const restart = async (): Promise<void> => {
    worker.terminate()
    worker = await startWorker(script, asked)
  }
  return {
    async check(file, onRows) {
      try {
        await restarting
        return await outcomeOf(worker, file, onRows)
      } catch (error) {
        restarting = restart()
        // Whoever checks the next file is told.
        restarting.catch(() => undefined)
        if (!(error instanceof Refusal)) return { kind: 'failed' }
        return { kind: 'refused', code: error.code, message: error.message }
      }
    },
  }
}

const startWorker = (script: string, asked: Asked): Promise<Worker> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(script)
    worker.onmessage = () => resolve(worker)
    worker.onerror = () => reject(new Error('the worker did not start'))
    say(worker, { kind: 'prepare', asked })
  })

const say = (worker: Worker, message: ToWorker): void => worker.postMessage(message)

/** What the worker makes of a file. A Refusal is thrown where it does not come to say so itself. */
function outcomeOf(worker: Worker, file: Blob, onRows: (rows: number) => void): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Refusal('too-slow')), mostSeconds * 1000)
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === 'ready') return
      if (data.kind === 'reading') {
        onRows(data.rows)
        return
      }
      clearTimeout(timer)
      resolve(data)
    }
    // Whatever can be caught is caught in the worker: one that dies has come to the end of its memory.
    worker.onerror = () => {
      clearTimeout(timer)
      reject(new Refusal('too-much-memory'))
    }
    say(worker, { kind: 'check', file })
  })
}
