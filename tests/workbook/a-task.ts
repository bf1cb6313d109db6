import { readFileSync } from 'node:fs'
import { Refusal } from '@rollcall/workbook/refusal'
import { readCells } from '../support/read-all.ts'

// What the process pool is asked to do in its tests.
type Order =
  | { do: 'add'; a: number; b: number }
  | { do: 'read'; bytes: Uint8Array }
  | {
      do:
        | 'say who'
        | 'fill the heap'
        | 'fill memory'
        | 'hang'
        | 'crash'
        | 'refuse'
        | 'fail'
        | 'see the environment'
    }

/** Does what it is asked, however badly. */
export async function task(input: unknown): Promise<unknown> {
  const order = input as Order
  switch (order.do) {
    case 'add':
      return order.a + order.b
    case 'read':
      return await readCells(order.bytes)
    case 'say who':
      return process.pid
    case 'fill the heap':
      return fillHeap()
    case 'fill memory':
      return await fillMemory()
    case 'hang':
      for (;;) readFileSync('/dev/null')
    case 'crash':
      return process.exit(3)
    case 'refuse':
      throw new Refusal('macros', { detail: 'on purpose' })
    case 'fail':
      throw new TypeError('a mistake of ours')
    case 'see the environment':
      // biome-ignore lint/style/noProcessEnv: what is in it is what is asked.
      return Object.keys(process.env)
  }
}

function fillHeap(): number {
  const kept: unknown[] = []
  for (;;) kept.push({ more: [kept.length, kept.length] })
}

async function fillMemory(): Promise<number> {
  const kept: Uint8Array[] = []
  for (;;) {
    kept.push(new Uint8Array(10_000_000).fill(1))
    await new Promise((resume) => setTimeout(resume, 1))
  }
}
