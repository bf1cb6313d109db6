import { startLog } from '@rollcall/platform/log'
import { hasMailbox } from '@rollcall/platform/open-mailer'
import { describeSettings } from '@rollcall/platform/settings'
import { stopper } from '@rollcall/platform/stop'
import { exitCodes } from './command.ts'
import { settingsNow } from './reach-database.ts'
import { startRollcall, untilReady } from './start-rollcall.ts'
import type { Terminal } from './terminal.ts'

/** Does what `rollcall start` says: until a signal ends it. */
export async function runStart(terminal: Terminal): Promise<number> {
  const settings = settingsNow()
  const log = startLog(settings, 'start')
  const { opened, stop } = stopper(log, { within: 60_000 })
  const ending = new AbortController()
  const ended = new Promise<'asked' | 'given up'>((resolve) => {
    opened('rollcall', () => resolve('asked'))
    const begin = async () => {
      log.info({ settings: describeSettings(settings) }, 'starting')
      const onGivenUp = (name: string) => {
        terminal.err(`The ${name} ends as soon as it is started. Its log says why.`)
        resolve('given up')
      }
      await startRollcall({ settings, log, opened, onGivenUp })
      await untilReady(settings, 60_000, ending.signal)
      if (ending.signal.aborted) return
      if (hasMailbox(settings))
        terminal.err(`No mail leaves this machine: read it at ${settings.PORTAL_URL}/mailbox.`)
      terminal.err(`Rollcall is at ${settings.PORTAL_URL}. Ctrl-C stops it.`)
    }
    begin().catch((error: unknown) => {
      log.fatal({ err: error }, 'could not start')
      resolve('given up')
    })
  })
  const why = await ended
  ending.abort()
  await stop(why)
  return why === 'asked' ? exitCodes.done : exitCodes.ours
}
