import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { randomFrom } from '@rollcall/collections/sample/random'
import { connect } from '@rollcall/database/connect'
import { migrate } from '@rollcall/database/migrate'
import { startEmbeddedPostgres } from '@rollcall/platform/embedded-postgres'
import { startLog } from '@rollcall/platform/log'
import { prepareJobStore } from '@rollcall/worker/job-store'
import { z } from 'zod'
import { type Blow, blowsOver } from './blows.ts'
import { carriers } from './carriers.ts'
import { faultsOf, kindsOf } from './faults.ts'
import { quietDays } from './model.ts'
import { type Played, playSeason } from './run.ts'
import { season } from './times.ts'

// npm run season -- [--carrier smtp|notify] [--authorities N] [--kills N] [--seed S]: a round of simulated days, played first undisturbed
// and then with the worker killed. What arrives at a real mail server, or at what speaks as GOV.UK Notify does, is held against a model of
// who should get what when; what differs is said, line by line.

const { values } = parseArgs({
  options: {
    carrier: { type: 'string', default: 'smtp' },
    authorities: { type: 'string', default: '153' },
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
  },
})
const carrier = z.enum(carriers).parse(values.carrier)
const seed = Number(values.seed)
const withWorkbooks = ['202', '330', '383']
const others = authorities.map(({ code }) => code).filter((code) => !withWorkbooks.includes(code))
const codes = [...withWorkbooks, ...others].slice(0, Number(values.authorities))
const say = (what: string) => void process.stdout.write(`${what}\n`)

const by = { smtp: 'a mail server', notify: 'GOV.UK Notify' }[carrier]
say(`Seed ${seed}: ${codes.length} authorities, ${season.days} days from ${season.issueOn}, by ${by}.`)
const calm = await play('undisturbed', [])
const kills = Number(values.kills)
const blows = blowsOver(calm.messages, kills, randomFrom(seed).branch('blows'))
const killed = kills > 0 ? await play('with the worker killed', blows) : calm
const isSame = JSON.stringify(calm.kinds) === JSON.stringify(killed.kinds)
if (kills > 0) say(isSame ? '\nBoth had the same messages.' : '\nThe two did not have the same messages.')
if (!isSame || calm.faults.length + killed.faults.length > 0) process.exitCode = 1

/** What became of messages that were begun when a worker was killed. */
function helpOf({ carrier, settled, asked }: Played): string {
  const { arrived, again } = settled
  return carrier === 'notify'
    ? `Notify was asked ${asked} times whether it has a message; ${arrived + again} were left for a person.`
    : `Of the messages it had begun, a person found that ${arrived} had arrived, and sent ${again} again.`
}

async function play(how: string, blows: readonly Blow[]) {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-season-'))
  // Run by root, Postgres has another account, which has to get in.
  await chmod(folder, 0o755)
  const log = startLog({ LOG_LEVEL: 'error' }, 'season', { to: process.stderr })
  const { appUrl, ownerUrl, stop } = await startEmbeddedPostgres({
    ...{ folder: join(folder, 'postgres'), log, durable: false },
  })
  await migrate(ownerUrl)
  await prepareJobStore(ownerUrl)
  const db = connect(appUrl)
  try {
    const home = join(folder, 'home')
    const played = await playSeason({
      ...{ db, databaseUrl: appUrl, home, seed, codes, withWorkbooks, carrier, blows },
    })
    const { arrived, refused, kills, seconds } = played
    const faults = await faultsOf(db, played)
    const kinds = await kindsOf(db, played)
    say(`\nPlayed ${how}: ${arrived.length} messages in ${seconds.toFixed(0)} seconds.`)
    say(`${refused.length} mailboxes were not there.`)
    if (kills > 0) say(`The worker was killed ${kills} times. ${helpOf(played)}`)
    for (const [kind, count] of kinds) say(`${String(count).padStart(6)}  ${kind}`)
    say(`On ${quietDays(played.lives).length} mornings nothing waited, and the office was not written to.`)
    say(
      faults.length === 0 ? 'Every one as the model has it.' : `${faults.length} are not as they should be:`,
    )
    for (const fault of faults) say(`  ${fault}`)
    return { messages: arrived.length, faults, kinds }
  } finally {
    await db.destroy()
    await stop()
    await rm(folder, { recursive: true, force: true })
  }
}
