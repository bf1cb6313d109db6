import { connect } from '@rollcall/database/connect'
import { asSystemAtOneMoment } from '@rollcall/database/transaction'
import { type AuditVerification, type Seen, verifyAudit } from '@rollcall/database/verify-audit'
import { counted } from '@rollcall/domain/text'
import { optional } from './arguments.ts'
import { exitCodes, type Options } from './command.ts'
import { settingsNow, withDatabase } from './reach-database.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Does what `rollcall audit` says. */
export async function runAudit(
  options: Options,
  [word]: readonly string[],
  terminal: Terminal,
): Promise<number> {
  if (word !== 'verify') throw new UsageError('Type: rollcall audit verify')
  const seen = seenIn(options)
  const meant = { options, settings: settingsNow(), as: 'app' } as const
  return await withDatabase(terminal, meant, async (url) => {
    const db = connect(url, { connections: 1, name: 'rollcall audit verify' })
    try {
      const found = await asSystemAtOneMoment(db, (trx) => verifyAudit(trx, seen))
      if (options.json) terminal.out(JSON.stringify(found, null, 2))
      else tell(found, terminal)
      return found.whole ? exitCodes.done : exitCodes.toFix
    } finally {
      await db.destroy()
    }
  })
}

function seenIn(options: Options): Seen | undefined {
  const typed = optional(options, 'seen')
  if (typed === undefined) return undefined
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(typed) ?? []
  if (seq !== undefined && hash !== undefined) return { seq: Number(seq), hash }
  throw new UsageError('--seen is a number and a hash, as rollcall audit verify printed them: 1234:9f86d0…')
}

function tell(found: AuditVerification, terminal: Terminal): void {
  if (!found.whole) {
    terminal.out(`${terminal.bad('Broken.')} ${found.says}`)
    terminal.out(`${counted(found.events, 'event')} before that ${found.events === 1 ? 'is' : 'are'} right.`)
    return
  }
  terminal.out(
    `${terminal.good('Whole.')} ${counted(found.events, 'event')}, each as it was recorded and after the one before it.`,
  )
  if (found.events > 0) terminal.out(`The last is ${found.events}:${found.hash}`)
}
