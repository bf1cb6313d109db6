import { createServer, connect as reach, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll } from 'vitest'
import { freePort } from './free-port.ts'

interface SlowLine {
  /** Where whoever is at the near end of the line reaches what is at its far end. */
  readonly url: string
  /** From now on so many bytes go up the line in a second; without a number as many as can. */
  upload(bytesASecond?: number): void
  /** Breaks the line in the middle of whatever is on its way, and lets nobody through until it is mended. */
  cut(): void
  mend(): void
}

/** A real line to a portal on this machine, that can be slow or break. */
export async function slowLine(): Promise<SlowLine & { lead(to: number): void }> {
  const port = Number(await freePort())
  const open = new Set<Socket>()
  let isCut = false
  let speed: number | undefined
  let far = 0

  const carry = async (from: Socket, to: Socket): Promise<void> => {
    for await (const bytes of from) {
      if (speed !== undefined) await wait(((bytes as Buffer).length / speed) * 1000)
      if (!to.write(bytes as Buffer)) await new Promise((drained) => to.once('drain', drained))
    }
    to.end()
  }
  const server = createServer((near) => {
    if (isCut) return near.resetAndDestroy()
    const away = reach(far, '127.0.0.1')
    for (const socket of [near, away]) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        open.delete(socket)
        near.destroy()
        away.destroy()
      })
    }
    away.pipe(near)
    carry(near, away).catch(() => away.destroy())
    return undefined
  })
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  afterAll(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${port}`,
    lead: (to) => {
      far = to
    },
    upload: (bytesASecond) => {
      speed = bytesASecond
    },
    cut: () => {
      isCut = true
      for (const socket of open) socket.resetAndDestroy()
    },
    mend: () => {
      isCut = false
    },
  }
}
