import { checkSubmission } from '@rollcall/actions/check-submission'
import type { Context } from '@rollcall/actions/context'
import type { Receipt } from '@rollcall/actions/receipt'
import { receiveContent } from '@rollcall/actions/receive-content'
import { submitWorkbook } from '@rollcall/actions/submit-workbook'
import type { SampleReturn } from '@rollcall/collections/sample/sample'
import type { Db } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import type { DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { contextOf, threeAuthorities } from './builders.ts'
import { sampleReturns, written } from './sample-returns.ts'

type Children = NonNullable<SampleReturn['sheets'][string]>
type Child = Children[number]

const samples = sampleReturns(153).filter(({ authority }) =>
  threeAuthorities.some(({ code }) => code === authority.code),
)

/** What one of the three authorities has to tell: nothing in it is odd until a test changes some of its children. */
export function aReturn(code = '330', changes: readonly Partial<Child>[] = []): SampleReturn {
  const found = samples.find(({ authority }) => authority.code === code)
  if (found === undefined) throw new Error(`there is no sample of ${code}`)
  // The table of authorities is short here, so every child lives at home.
  const children = (found.sheets.children ?? []).map((child, at) => ({
    ...child,
    placed_in: found.authority.name,
    ...changes[at],
  }))
  return { ...found, sheets: { ...found.sheets, children } }
}

/** A return as the workbook its officer would send. */
export const aWorkbook = (changes: readonly Partial<Child>[] = [], code = '330'): Promise<Uint8Array> =>
  written(aReturn(code, changes))

/** One in which nothing is wrong and nothing odd. */
export const readyWorkbook = (code?: string): Promise<Uint8Array> => aWorkbook([], code)

/** A weekly cost that is a query of IH-014, and one that is an error. */
export const veryLow = { weekly_cost: 400 }
export const notANumber = { weekly_cost: 'lots' }

/** A file in pieces, as it comes over a network. */
export async function* inPieces(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

/** Sends a file, and does not have it checked. */
export const send = async (
  context: Context,
  dataRequestId: DataRequestId,
  bytes: Uint8Array,
): Promise<Receipt> =>
  await submitWorkbook(context, await receiveContent(context, { dataRequestId }, inPieces(bytes)))

export const check = ({ db }: Pick<Context, 'db'>, submissionId: SubmissionId): Promise<void> =>
  checkSubmission(contextOf(db, system), { submissionId })

/** Sends a file and has it checked. */
export async function sendAndCheck(
  context: Context,
  dataRequestId: DataRequestId,
  bytes: Uint8Array,
): Promise<Receipt> {
  const receipt = await send(context, dataRequestId, bytes)
  await check(context, receipt.submissionId)
  return receipt
}

export const storedSubmission = (db: Db, id: SubmissionId) =>
  asViewer(db, system, (trx) =>
    trx.selectFrom('submissions').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )

export const storedRequest = (db: Db, id: DataRequestId) =>
  asViewer(db, system, (trx) =>
    trx.selectFrom('dataRequests').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )

/** The jobs that were asked for, in order, but for those that write e-mail of what people were told. */
export const jobsAsked = (db: Db) =>
  asViewer(db, system, (trx) =>
    trx
      .selectFrom('outbox')
      .select(['job', 'input'])
      .where('job', '<>', 'write-messages')
      .orderBy('id')
      .execute(),
  )

/** What the record says of one return since it was issued: types and details, in order. */
export const recorded = (db: Db, dataRequestId: DataRequestId) =>
  asViewer(db, system, (trx) =>
    trx
      .selectFrom('auditEvents')
      .select(['type', 'details', 'personId'])
      .where('dataRequestId', '=', dataRequestId)
      .where('type', '<>', 'data request issued')
      .orderBy('seq')
      .execute(),
  )

/** What people were told about one return since it was issued. */
export const told = (db: Db, dataRequestId: DataRequestId) =>
  asViewer(db, system, (trx) =>
    trx
      .selectFrom('notices')
      .select(['kind', 'recipients'])
      .where('dataRequestId', '=', dataRequestId)
      .where('kind', '<>', 'data request issued')
      .orderBy('id')
      .execute(),
  )

/** Everything an action on a return may change, to see that a refusal changed nothing. */
export const everything = (db: Db, dataRequestId: DataRequestId) =>
  asViewer(db, system, async (trx) => {
    const count = async (
      table:
        | 'submissions'
        | 'contents'
        | 'contentChunks'
        | 'dataKeys'
        | 'explanations'
        | 'signOffs'
        | 'signOffRequests'
        | 'returnDecisions'
        | 'notices'
        | 'auditEvents'
        | 'outbox'
        | 'findingCounts',
    ) =>
      (
        await trx
          .selectFrom(table)
          .select(({ fn }) => fn.countAll<number>().as('rows'))
          .executeTakeFirstOrThrow()
      ).rows
    const tables = [
      'submissions',
      'contents',
      'contentChunks',
      'dataKeys',
      'explanations',
      'signOffs',
      'signOffRequests',
      'returnDecisions',
      'notices',
      'auditEvents',
      'outbox',
      'findingCounts',
    ] as const
    const rows: Record<string, number> = {}
    for (const table of tables) rows[table] = await count(table)
    const request = await trx
      .selectFrom('dataRequests')
      .selectAll()
      .where('id', '=', dataRequestId)
      .executeTakeFirst()
    return { request, rows }
  })
