import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { load } from '../load/load.ts'
import { inBrowser } from './in-browser.ts'
import { office } from './office.ts'
import { intoPage, loadNow, machine } from './page.ts'
import { checking, counting } from './tables/checking.ts'
import { goals } from './tables/goals.ts'
import { hostile } from './tables/hostile.ts'
import { reading } from './tables/reading.ts'
import { manyReturns } from './tables/returns.ts'
import { smallReturn } from './tables/small-return.ts'
import { whole } from './tables/whole.ts'
import { writing } from './tables/writing.ts'
import { openWorkplace, type Sizes, type Workplace } from './workplace.ts'

// npm run bench: measures the heart, prints the tables and puts them into docs/benchmarks.md; npm run bench -- load does so for the
// portal and the worker, npm run bench -- browser for the page that checks a file before it is sent, and npm run bench -- office for the pages of the office and what is written to people. With --quick, small sizes, and the page is left alone. It tells, and never fails because something is slow: that is for a person to judge.

const full: Sizes = {
  rows: [500, 10_000, 100_000],
  stressRows: 100_000,
  manyReturns: 22_000,
  hostileRows: 1_000_000,
  templateRows: 10_000,
}
const quick: Sizes = {
  rows: [50, 500, 5000],
  stressRows: 3000,
  manyReturns: 1000,
  hostileRows: 100_000,
  templateRows: 500,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false } },
})
const sizes = values.quick ? quick : full
if (positionals[0] === 'load') await load(values)
else if (positionals[0] === 'browser') await inBrowser(values)
else if (positionals[0] === 'office') await office(values)
else await benchmarkInFolder()

async function benchmarkInFolder(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-bench-'))
  try {
    await benchmark(openWorkplace(folder, sizes))
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function benchmark(workplace: Workplace): Promise<void> {
  const started = new Date()
  const about = machine(started, loadNow())
  await makeFiles(workplace)
  const found = {
    reading: await reading(workplace),
    checking: await checking(workplace),
    whole: await whole(workplace),
    small: await smallReturn(workplace),
    returns: await manyReturns(workplace),
    hostile: await hostile(workplace),
  }
  const tables = {
    machine: about,
    goals: goals(found, sizes),
    reading: found.reading.markdown,
    checking: found.checking.markdown,
    counting: await counting(workplace),
    whole: found.whole.markdown,
    growth: found.whole.growth,
    'small return': found.small.markdown,
    'many returns': found.returns.markdown,
    hostile: found.hostile.markdown,
    writing: await writing(workplace),
  }
  for (const [name, markdown] of Object.entries(tables)) process.stdout.write(`## ${name}\n\n${markdown}\n\n`)
  if (!values.quick) await intoPage(tables)
  workplace.say(`It took ${Math.round((Date.now() - started.getTime()) / 1000)} seconds.`)
}

async function makeFiles({ make, say }: Workplace): Promise<void> {
  say('making the files to measure with')
  for (const rows of sizes.rows) {
    await make('rows', { rows })
    await make('plainReturn', { rows })
  }
  await make('filledIn', { rows: 30 })
  await make('lists', {})
  await make('stress', { rows: sizes.stressRows })
}
