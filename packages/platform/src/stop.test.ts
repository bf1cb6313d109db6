import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

/** A program that opens two things, the second of which needs `closing` milliseconds to close; then `rest`. */
function program(closing: number, rest = ''): string {
  const at = (file: string) => JSON.stringify(new URL(file, import.meta.url).href)
  return `
    import { startLog } from ${at('./log.ts')}
    import { stopper } from ${at('./stop.ts')}
    const say = (text) => process.stdout.write(text + '\\n')
    const { opened, stop } = stopper(startLog({ LOG_LEVEL: 'info' }, 'stop', { to: process.stderr }), { within: 1500 })
    const awake = setInterval(() => {}, 60_000)
    opened('database', () => { clearInterval(awake); say('database closed') })
    opened('server', async () => {
      say('server closing')
      await new Promise((resolve) => setTimeout(resolve, ${closing}))
      say('server closed')
    })
    say('open')
    ${rest}`
}

/** Runs it, does something to it once it has opened all, and tells how it ended. */
async function ran(source: string, meddle: (child: ReturnType<typeof spawn>, said: () => string) => void) {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
    meddle(child, () => out)
  })
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  return { code, signal, out: out.trim().split('\n'), err }
}

const whenOpen = (child: ReturnType<typeof spawn>, said: () => string) => {
  if (said() === 'open\n') child.kill('SIGTERM')
}

test.concurrent('SIGTERM closes what was opened, the last first, and the process ends by itself', async () => {
  const { code, out } = await ran(program(20), whenOpen)
  expect(out).toEqual(['open', 'server closing', 'server closed', 'database closed'])
  expect(code).toBe(0)
})

test.concurrent('a second signal ends it at once', async () => {
  const { signal, out } = await ran(program(60_000), (child, said) => {
    whenOpen(child, said)
    if (said().endsWith('server closing\n')) child.kill('SIGINT')
  })
  expect(signal).toBe('SIGINT')
  expect(out).toEqual(['open', 'server closing'])
})

test.concurrent('closing that takes too long is cut short, and what was not closed is told', async () => {
  const { signal, err } = await ran(program(60_000), whenOpen)
  expect(signal).toBe('SIGTERM')
  expect(err).toContain('"stillOpen":["database","server"]')
})

test.concurrent('what fails to close is logged and told by the exit code, and the rest is closed', async () => {
  const failing = "opened('jobs', () => { throw new Error('lost') }); await stop('finished')"
  const { code, out, err } = await ran(program(0, failing), () => undefined)
  expect(out).toEqual(['open', 'server closing', 'server closed', 'database closed'])
  expect(err).toContain('"msg":"could not be closed"')
  expect(code).toBe(1)
})

test.concurrent('what was on its way up when the signal came is closed too', async () => {
  const late = "process.on('SIGTERM', () => setTimeout(() => opened('late', () => say('late closed')), 50))"
  const { code, out } = await ran(program(200, late), whenOpen)
  expect(out).toEqual(['open', 'server closing', 'server closed', 'late closed', 'database closed'])
  expect(code).toBe(0)
})
