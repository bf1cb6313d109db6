import { acceptReturn } from '@rollcall/actions/accept-return'
import { approveRoundExtract } from '@rollcall/actions/approve-round-extract'
import { askForRoundExtract } from '@rollcall/actions/ask-for-round-extract'
import { closeDataQuery } from '@rollcall/actions/close-data-query'
import { compareReturns } from '@rollcall/actions/compare-returns'
import { contribute } from '@rollcall/actions/contribute'
import { downloadRoundExtract } from '@rollcall/actions/download-round-extract'
import { explainFindings } from '@rollcall/actions/explain-findings'
import { giveTime } from '@rollcall/actions/give-time'
import { proposeRelaxation } from '@rollcall/actions/propose-relaxation'
import { receiveContent } from '@rollcall/actions/receive-content'
import { refuseExplanations } from '@rollcall/actions/refuse-explanations'
import { refuseRelaxation } from '@rollcall/actions/refuse-relaxation'
import { reopenDataQuery } from '@rollcall/actions/reopen-data-query'
import { sendBackReturn } from '@rollcall/actions/send-back-return'
import { signOffReturn } from '@rollcall/actions/sign-off-return'
import { takeBackDecision } from '@rollcall/actions/take-back-decision'
import { traceRows } from '@rollcall/actions/trace-rows'
import { connect } from '@rollcall/database/connect'
import { statementOfTruth } from '@rollcall/domain/sign-off'
import { system } from '@rollcall/domain/viewer'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { aDataRequest, day } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { aWorkbook, inPieces, notANumber, sendAndCheck } from '../support/returns.ts'

const { db, adminUrl } = testDatabase()
const admin = connect(adminUrl, { connections: 1 })
afterAll(() => admin.destroy())

// Words that nothing else holds: a child's identifier and birthday, a name in a place where none is asked for.
const canaries = ['QZCANARY77', 'Zephyrine Quillfeather', '2011-02-13']

/** Every row of every table as Postgres would print it, and what stands in its bytes. */
async function everyRow(): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(admin)
  const texts: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.raw(name)} t`.execute(
      admin,
    )
    texts.push(...rows.map(({ text }) => text))
  }
  return texts.join('\n')
}

test('a child planted in a workbook is found in no table, by name, identifier or birthday', async () => {
  const { as, officer, signatory, analyst, dataRequestId } = await aDataRequest(db)
  const canary = {
    child_id: 'QZCANARY77',
    date_of_birth: { kind: 'date', date: day('2011-02-13') },
    provider_name: 'Zephyrine Quillfeather',
    weekly_cost: 400,
  } as const
  const context = as(officer)

  // One that must be fixed, one refused, one left halfway, and one that goes all the way into the figures.
  await sendAndCheck(context, dataRequestId, await aWorkbook([{ ...canary, ...notANumber }]))
  await sendAndCheck(context, dataRequestId, Buffer.from('%PDF-1.7 Zephyrine Quillfeather QZCANARY77'))
  const half = Buffer.alloc(3_000_000, 'Zephyrine Quillfeather QZCANARY77 2011-02-13 ')
  await receiveContent(context, { dataRequestId }, inPieces(half))
  const { submissionId, sha256 } = await sendAndCheck(context, dataRequestId, await aWorkbook([canary]))
  const text = 'Zephyrine Quillfeather moved on 2011-02-13.'
  await explainFindings(context, { submissionId, explanations: [{ rule: 'IH-014', text }] })
  await sendBackReturn(as(signatory), { dataRequestId, reason: text })
  await explainFindings(context, { submissionId, explanations: [{ findings: [1], text }] })
  await signOffReturn(as(signatory), { dataRequestId, sha256, statement: statementOfTruth })
  await acceptReturn(as(analyst), { dataRequestId })
  await contribute(as(system), { submissionId })

  const dump = await everyRow()

  // It can be seen that the dump has what it should: words of ours, and bytes as hexadecimal.
  expect(dump).toContain('return accepted')
  expect(dump).toMatch(/\\x01[0-9a-f]{200}/)
  for (const canaryText of canaries) {
    expect(dump.includes(canaryText)).toBe(false)
    for (const encoding of ['utf8', 'utf16le'] as const) {
      expect(dump.includes(Buffer.from(canaryText, encoding).toString('hex'))).toBe(false)
    }
    expect(dump.includes(Buffer.from(canaryText).toString('base64').slice(0, -4))).toBe(false)
  }
})

test('what the office writes about a child is found in no table either, nor what it compares and looks at', async () => {
  const { as, officer, signatory, analyst, approver, roundId, dataRequestId } = await aDataRequest(db)
  const reason = 'Zephyrine Quillfeather, QZCANARY77, born on 2011-02-13.'
  const text = reason
  const bytes = await aWorkbook([{ child_id: 'QZCANARY77', weekly_cost: 400 }])
  const { submissionId, sha256 } = await sendAndCheck(as(officer), dataRequestId, bytes)
  await giveTime(as(analyst), { roundId, for: { who: 'not signed' }, until: day('2024-11-08'), reason })
  await explainFindings(as(officer), { submissionId, explanations: [{ rule: 'IH-014', text }] })
  await signOffReturn(as(signatory), { dataRequestId, sha256, statement: statementOfTruth })
  await compareReturns(as(system), { roundId })

  const dueOn = day('2999-01-01')
  const refused = { submissionId, rule: 'IH-014', text, dueOn }
  const { dataQueryId } = await refuseExplanations(as(analyst), refused)
  await closeDataQuery(as(analyst), { dataQueryId })
  await reopenDataQuery(as(analyst), { dataQueryId, text, dueOn })
  await closeDataQuery(as(analyst), { dataQueryId })
  const proposed = { roundId, rule: 'IH-007', effect: 'off', authority: '330', reason } as const
  await refuseRelaxation(as(approver), { ...(await proposeRelaxation(as(analyst), proposed)), reason })
  await acceptReturn(as(analyst), { dataRequestId })
  await takeBackDecision(as(analyst), { dataRequestId, reason })
  await acceptReturn(as(analyst), { dataRequestId })
  await contribute(as(system), { submissionId })
  await traceRows(as(analyst), { roundId, submissionId, figure: 'children', reason })
  const columns = ['child_id']
  const wanted = { roundId, sheet: 'children', columns, withIdentifiers: true, reason }
  const asked = await askForRoundExtract(as(analyst), wanted)
  await approveRoundExtract(as(approver), asked)
  const { rows } = await downloadRoundExtract(as(analyst), asked)
  const taken = []
  for await (const some of rows()) taken.push(...some)

  expect(JSON.stringify(taken)).toContain('QZCANARY77')
  const dump = await everyRow()
  expect(dump).toContain('extract of a round downloaded')
  for (const canaryText of canaries) {
    expect(dump.includes(canaryText)).toBe(false)
    expect(dump.includes(Buffer.from(canaryText).toString('hex'))).toBe(false)
  }
})
