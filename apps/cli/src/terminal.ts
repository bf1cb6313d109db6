import { styleText } from 'node:util'

/** Where a command speaks: answers on stdout, everything else on stderr. Colour only where a person is looking. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  good(text: string): string
  bad(text: string): string
  odd(text: string): string
  strong(text: string): string
}

export function openTerminal(out: NodeJS.WriteStream, err: NodeJS.WriteStream): Terminal {
  const styled = (style: Parameters<typeof styleText>[0]) => (text: string) =>
    styleText(style, text, { stream: out })
  return {
    out: (text) => void out.write(`${text}\n`),
    err: (text) => void err.write(`${text}\n`),
    good: styled('green'),
    bad: styled('red'),
    odd: styled('yellow'),
    strong: styled('bold'),
  }
}

export interface Progress {
  step(): void
  end(): void
}

const firstShown = 1000
const betweenLines = 5000

/** Says on stderr what is being done, if it is not done within a second. Call what it gives when it is. */
export function sayIfSlow(what: string, stream: NodeJS.WriteStream = process.stderr): () => void {
  const timer = setTimeout(() => stream.write(`${what} …\n`), firstShown)
  return () => clearTimeout(timer)
}

/** Says on stderr how far a long job has come: nothing in the first second, then a bar in place on a terminal, or a line now and again. */
export function showProgress(
  what: string,
  total: number,
  stream: NodeJS.WriteStream = process.stderr,
): Progress {
  const started = performance.now()
  let done = 0
  let written = 0
  const show = () => {
    const now = performance.now()
    const due = stream.isTTY ? 100 : betweenLines
    if (now - started < firstShown || now - written < due) return
    written = now
    const count = `${done} of ${total}`
    stream.write(stream.isTTY ? `\r${what}  ${bar(done, total)}  ${count}` : `${what}: ${count}\n`)
  }
  return {
    step: () => {
      done++
      show()
    },
    end: () => {
      if (stream.isTTY && written > 0) stream.write(`\r${' '.repeat(what.length + barWidth + 20)}\r`)
    },
  }
}

const barWidth = 24

function bar(done: number, total: number): string {
  const full = Math.round((barWidth * done) / Math.max(total, 1))
  return `${'█'.repeat(full)}${'░'.repeat(barWidth - full)}`
}
