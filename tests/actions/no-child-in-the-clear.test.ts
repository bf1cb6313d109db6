import { acceptReturn } from '@rollcall/actions/accept-return'
import { contribute } from '@rollcall/actions/contribute'
import { explainFindings } from '@rollcall/actions/explain-findings'
import { receiveContent } from '@rollcall/actions/receive-content'
import { sendBackReturn } from '@rollcall/actions/send-back-return'
import { signOffReturn } from '@rollcall/actions/sign-off-return'
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
