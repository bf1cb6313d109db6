import { createInterface } from 'node:readline'

// A process that measures one thing: it gets ready, says so, and then does it once for each line it is sent.

type Prepare = (input: never) => Run | Promise<Run>
/** What it gives back is told beside the time, so that those who do the same work can be seen to come to the same. */
type Run = () => unknown

// Loaded only where it is measured: what others need is no part of its memory.
const subjects: Record<string, () => Promise<Record<string, Prepare>>> = {
  checking: () => import('./subjects/checking.ts'),
  figures: () => import('./subjects/figures.ts'),
  files: () => import('./subjects/files.ts'),
  hostile: () => import('./subjects/hostile.ts'),
  reading: () => import('./subjects/reading.ts'),
  'other readers': () => import('./subjects/other-readers.ts'),
  returns: () => import('./subjects/returns.ts'),
  whole: () => import('./subjects/whole.ts'),
  writing: () => import('./subjects/writing.ts'),
}

const [, , group = '', name = '', input = '{}'] = process.argv
const prepare = (await subjects[group]?.())?.[name]
if (prepare === undefined) throw new Error(`nothing to measure called ${group} ${name}`)
const run = await prepare(JSON.parse(input) as never)
tell({ ready: true })

// What is left over from a long run is cleared away before the next. After a short one it would cost the next its warmth.
const longRun = 300
let last = 0
for await (const _ of createInterface({ input: process.stdin })) {
  if (last > longRun) globalThis.gc?.()
  const before = performance.now()
  const said = (await run()) ?? null
  const ms = performance.now() - before
  last = ms
  tell({ ms, megabytes: process.resourceUsage().maxRSS / 1024, said })
}

function tell(what: object): void {
  process.stdout.write(`${JSON.stringify(what)}\n`)
}
