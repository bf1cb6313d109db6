import { createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll } from 'vitest'

/** What is answered to each thing that is said, in place of the usual; 'break' ends the connection without a word. */
export interface Script {
  greeting?: string
  ehlo?: string
  mail?: string
  rcpt?: string
  data?: string
  content?: string
}

const usual: Required<Script> = {
  greeting: '220 mail.example ESMTP',
  ehlo: '250-mail.example\r\n250 DSN',
  mail: '250 2.1.0 ok',
  rcpt: '250 2.1.5 ok',
  data: '354 go on',
  content: '250 2.0.0 taken',
}

interface ScriptedMailServer {
  /** For SMTP_URL. */
  readonly url: string
  /** What it answers from now on; nothing: the usual. */
  script: Script
  /** Every line that was said to it, but for the messages themselves. */
  readonly said: readonly string[]
  /** How many connections there were. */
  readonly connections: number
  /** Ends every connection there is, without a word. */
  hangUp(): void
}

/** A mail server that says what a test wants it to say, for what a real one cannot be brought to do. */
export function scriptedMailServer(): ScriptedMailServer {
  const said: string[] = []
  const open = new Set<Socket>()
  let connections = 0
  const scripted = {
    script: {} as Script,
    said,
    hangUp: () => {
      for (const socket of open) socket.destroy()
    },
    get connections() {
      return connections
    },
    get url() {
      const at = server.address()
      return `smtp://127.0.0.1:${typeof at === 'object' ? at?.port : at}`
    },
  }
  const server: Server = createServer((socket) => {
    connections++
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => undefined)
    const answer = (to: keyof Script) => {
      const reply = scripted.script[to] ?? usual[to]
      if (reply === 'break') socket.destroy()
      else socket.write(`${reply}\r\n`)
    }
    answer('greeting')
    listen(socket, said, answer)
  })
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => {
    scripted.hangUp()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })
  return scripted
}

function listen(socket: Socket, said: string[], answer: (to: keyof Script) => void): void {
  let unread = ''
  let isContent = false
  const hear = (line: string) => {
    if (isContent) {
      if (line !== '.') return
      isContent = false
      answer('content')
      return
    }
    said.push(line)
    const [verb = ''] = line.toLowerCase().split(/[ :]/)
    if (verb === 'quit') socket.end('221 bye\r\n')
    else if (verb === 'rset') socket.write('250 ok\r\n')
    else {
      isContent = verb === 'data'
      answer(verb as keyof Script)
    }
  }
  socket.on('data', (chunk: Buffer) => {
    const lines = (unread + chunk.toString('latin1')).split('\r\n')
    unread = lines.pop() ?? ''
    for (const line of lines) hear(line)
  })
}
