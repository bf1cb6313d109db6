import { noteMailReport } from '@rollcall/actions/note-mail-report'
import { connect } from '@rollcall/database/connect'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { MessageId } from '@rollcall/domain/ids'
import { Problem } from '@rollcall/domain/problem'
import { system } from '@rollcall/domain/viewer'
import { today } from '@rollcall/platform/clock'
import { type MailReport, readMailReport } from '@rollcall/platform/mail-report'
import { exitCodes, type Options } from './command.ts'
import { settingsNow, withDatabase } from './reach-database.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** A report quotes a message of a few kilobytes. Nobody sends us more for a good reason. */
const longestBytes = 10_000_000

/**
 * What came of a report. 'no report': it is none of ours; 'known': noted before, or too late to matter; 'unknown': of no message there is;
 * 'not proven': it does not have what the message alone carried.
 */
type Outcome = Awaited<ReturnType<typeof noteMailReport>> | 'unknown' | 'nothing to note' | 'no report'

/** Does what `rollcall bounce` says. Whatever the e-mail is, it was read: only a database that is away is worth trying again. */
export async function runBounce(
  options: Options,
  terminal: Terminal,
  input: NodeJS.ReadStream,
): Promise<number> {
  if (input.isTTY) throw new UsageError('Give it an e-mail to read: rollcall bounce < report.eml')
  const bytes = await bytesOf(input)
  const report = bytes && (await readMailReport(bytes))
  const tell = (outcome: Outcome) => {
    const { reference = null, became = null } = report ?? {}
    terminal.out(options.json ? JSON.stringify({ outcome, reference, became }) : sentences[outcome])
    return exitCodes.done
  }
  if (report === undefined) return tell('no report')
  const { became } = report
  if (became === 'nothing') return tell('nothing to note')
  return await withDatabase(terminal, { options, settings: settingsNow(), as: 'app' }, async (url) =>
    tell(await noted(url, { ...report, became })),
  )
}

interface Noted extends MailReport {
  readonly became: Exclude<MailReport['became'], 'nothing'>
}

async function noted(url: string, { reference, ...told }: Noted): Promise<Outcome> {
  const messageId = MessageId.safeParse(reference)
  if (!messageId.success) return 'unknown'
  const db = connect(url, { connections: 1, name: 'rollcall bounce' })
  const now = new Date()
  const context = { db, viewer: system, now, today: CalendarDate.parse(today(now)) }
  try {
    return await noteMailReport(context, { messageId: messageId.data, ...told })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return 'unknown'
  } finally {
    await db.destroy()
  }
}

const sentences: Readonly<Record<Outcome, string>> = {
  noted: 'Noted what became of the message.',
  known: 'This was known already. Nothing was changed.',
  'not proven':
    'The report does not have the proof that the message carried. It was counted, and nothing else was changed.',
  unknown: 'The report is of a message that is not in this database. Nothing was changed.',
  'nothing to note': 'The message is still being tried, or arrived. Nothing was changed.',
  'no report': 'This is no report of a message of ours. Nothing was changed.',
}

/** What is handed over, read to its end; nothing where it is too long to be a report. */
async function bytesOf(input: NodeJS.ReadStream): Promise<Buffer | undefined> {
  let chunks: Buffer[] = []
  let length = 0
  for await (const chunk of input) {
    length += (chunk as Buffer).length
    if (length > longestBytes) chunks = []
    else chunks.push(chunk as Buffer)
  }
  return length > longestBytes ? undefined : Buffer.concat(chunks)
}
