import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Quantiles, quantiles, timed } from './quantiles.ts'
import { untilChecked } from './rush.ts'
import type { Stage } from './stage.ts'

/** What receiving the same files costs a program that keeps nothing of them. */
export interface Bare {
  /** All of them at the same moment. */
  readonly receipts: Quantiles
  /** A file of two megabytes, one after the other, by turns with the portal. */
  readonly large: Quantiles
  readonly largeByPortal: Quantiles
}

const program = fileURLToPath(new URL('./bare-portal.ts', import.meta.url))
const [warmUps, turns] = [5, 30]

export async function bareReceiving({ parties, analyst, db }: Stage): Promise<Bare> {
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [address] = (await once(createInterface(child.stdout), 'line')) as [string]
    const send = async (file: Uint8Array) => {
      const body = new FormData()
      body.append('file', new Blob([Buffer.from(file)]), 'return.xlsx')
      await (await fetch(address, { method: 'POST', body })).arrayBuffer()
    }
    const [first] = parties
    if (first === undefined) throw new Error('nobody has a file')
    for (let turn = 0; turn < 20; turn++) await send(first.file)
    const receipts = quantiles(await Promise.all(parties.map(({ file }) => timed(() => send(file)))))

    const large = randomBytes(2_000_000)
    const request = `/api/v1/data-requests/${first.dataRequestId}`
    await analyst.post(`${request}/reopening`, { reason: 'To be sent again.' })
    const path = `${request}/submissions`
    const [bare, ours]: [number[], number[]] = [[], []]
    for (let turn = 0; turn < warmUps + turns; turn++) {
      const took = [await timed(() => send(large)), await timed(() => first.officer.upload(path, large))]
      // What is measured is the sending, not the check of the one before.
      await untilChecked({ db })
      if (turn < warmUps) continue
      bare.push(took[0] ?? Number.NaN)
      ours.push(took[1] ?? Number.NaN)
    }
    return { receipts, large: quantiles(bare), largeByPortal: quantiles(ours) }
  } finally {
    child.kill()
  }
}
