import { parseArgs } from 'node:util'
import { targets } from '../support/kept-rollcall.ts'
import { torture } from './run.ts'

// npm run torture -- [--minutes N] [--seed S] [--authorities N]: kills processes of Rollcall under people who work, for as long as is
// wanted, and says what is not as it should be. The same seed kills the same things in the same order, though never at quite the same moments.

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    authorities: { type: 'string', default: '12' },
  },
})
const secondsBetween = 4
const tortured = await torture({
  seed: Number(values.seed),
  authorities: Number(values.authorities),
  targets,
  blows: Math.ceil((Number(values.minutes) * 60) / secondsBetween),
  secondsBetween,
  say: (what) => void process.stderr.write(`${new Date().toISOString().slice(11, 23)} ${what}\n`),
})
process.stdout.write(`${JSON.stringify(tortured, undefined, 2)}\n`)
if (tortured.faults.length > 0) process.exitCode = 1
