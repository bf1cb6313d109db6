import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Duplex, Writable } from 'node:stream'

/** A Chromium of its own, for one page. */
export interface Browser {
  print(page: string): Promise<Buffer>
  /** Ends it and everything that it started. */
  end(): Promise<void>
}

interface Limits {
  /** Where it may write; nothing of it is kept. */
  readonly folder: string
  readonly longestMs: number
}

type Answer = Readonly<Record<string, unknown>>

/** Starts a Chromium that is spoken to by a pipe, in the DevTools protocol. It is given no setting and no secret of ours. */
export function startBrowser(program: string, { folder, longestMs }: Limits): Browser {
  const child = spawn(program, argumentsFor(folder), {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env: { HOME: folder, TMPDIR: folder, PATH: '/usr/bin:/bin', LANG: 'en_GB.UTF-8' },
    // The first of a group of its own, so that what it started can be ended with it.
    detached: true,
  })
  const ended = endOf(child)
  const kill = () => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It has ended in this moment.
    }
  }
  const ask = conversation(child, ended)
  return {
    print: async (page) => {
      let isLate = false
      const limit = setTimeout(() => {
        isLate = true
        kill()
      }, longestMs)
      try {
        return await printed(ask, page)
      } catch (error) {
        const why = isLate ? `it took more than ${longestMs} ms` : 'Chromium could not do it'
        throw new Error(`no PDF was made: ${why}`, { cause: error })
      } finally {
        clearTimeout(limit)
      }
    },
    end: async () => {
      kill()
      await ended
    },
  }
}

// What it opens is a page of ours without script, and it reaches no network. Its own sandbox asks for rights that containers seldom give.
const argumentsFor = (folder: string): string[] => [
  '--headless',
  '--remote-debugging-pipe',
  `--user-data-dir=${folder}/profile`,
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--in-process-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  '--disable-sync',
  '--disable-breakpad',
  '--no-first-run',
  '--no-pings',
  '--font-render-hinting=none',
  'about:blank',
]

/** When it has ended, however it did; one that could not be started has. */
async function endOf(child: ChildProcess): Promise<void> {
  await Promise.race([once(child, 'exit'), once(child, 'error')]).catch(() => undefined)
}

type Ask = (method: string, params: Answer, sessionId?: string) => Promise<Answer>

/** Asks it one thing after another. Once it has ended nothing is answered. */
function conversation(child: ChildProcess, ended: Promise<void>): Ask {
  const [, , , toIt, fromIt] = child.stdio as unknown as [null, null, null, Writable, Duplex]
  const waiting = new Map<number, PromiseWithResolvers<Answer>>()
  let heard: Buffer[] = []
  let isOver = false
  let asked = 0

  fromIt.on('data', (part: Buffer) => {
    const lines = splitAt0(part)
    lines.forEach((line, at) => {
      heard.push(line)
      if (at === lines.length - 1) return
      const { id, result, error } = JSON.parse(Buffer.concat(heard).toString('utf8'))
      heard = []
      if (error) waiting.get(id)?.reject(new Error(error.message))
      else waiting.get(id)?.resolve(result)
      waiting.delete(id)
    })
  })
  const over = () => {
    isOver = true
    for (const { reject } of waiting.values()) reject(new Error('Chromium ended'))
    waiting.clear()
  }
  for (const pipe of [toIt, fromIt]) pipe.on('error', over)
  void ended.then(over)

  return async (method, params, sessionId) => {
    if (isOver) throw new Error('Chromium ended')
    asked += 1
    const answer = Promise.withResolvers<Answer>()
    waiting.set(asked, answer)
    toIt.write(`${JSON.stringify({ id: asked, method, params, sessionId })}\0`)
    return await answer.promise
  }
}

/** What stands between bytes that are 0, which end what is said. The last is still to go on. */
function splitAt0(part: Buffer): Buffer[] {
  const lines: Buffer[] = []
  let from = 0
  for (let at = part.indexOf(0); at >= 0; at = part.indexOf(0, from)) {
    lines.push(part.subarray(from, at))
    from = at + 1
  }
  return [...lines, part.subarray(from)]
}

async function printed(ask: Ask, page: string): Promise<Buffer> {
  const { targetId } = await ask('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await ask('Target.attachToTarget', { targetId, flatten: true })
  const inPage = (method: string, params: Answer) => ask(method, params, String(sessionId))
  await inPage('Emulation.setScriptExecutionDisabled', { value: true })
  const { frameTree } = await inPage('Page.getFrameTree', {})
  const frameId = (frameTree as { readonly frame: { readonly id: string } }).frame.id
  await inPage('Page.setDocumentContent', { frameId, html: page })
  const { data } = await inPage('Page.printToPDF', {
    ...{ generateTaggedPDF: true, generateDocumentOutline: true },
    ...{ preferCSSPageSize: true, printBackground: true },
  })
  return Buffer.from(String(data), 'base64')
}
