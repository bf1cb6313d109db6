import type { Trx } from '@rollcall/database/connect'
import { listDataQueries, listOpeningMessages } from '@rollcall/database/data-queries'
import { type CalendarDate, inWords } from '@rollcall/domain/calendar-date'
import { type DataQueryAbout, placeInWords } from '@rollcall/domain/data-query'
import type { Finding } from '@rollcall/domain/finding'
import type { DataQueryId } from '@rollcall/domain/ids'
import { type KeptReturn, keptCell } from '@rollcall/domain/kept-return'
import type { Submission } from '@rollcall/domain/submission'
import { readCheckedRows } from './checked-return.ts'
import type { Context } from './context.ts'
import { frozenCollectionOf } from './frozen-collection.ts'
import { unlessDestroyed } from './unless-destroyed.ts'
import { wordsReader } from './words.ts'

/** A question of the office about a version, with where it is in the officer's own workbook. */
export interface AskedAt {
  readonly dataQueryId: DataQueryId
  readonly place: string
  /** Null where it is about no row, or where that is not known any more. */
  readonly sheet: string | null
  readonly row: number | null
  readonly cell: string | null
  /** The heading of the column, as the collection has it. */
  readonly heading: string | null
  readonly dueOn: CalendarDate
  /** How it began; null where it was destroyed. */
  readonly text: string | null
  readonly waitsForAuthority: boolean
}

type Of = Pick<Submission, 'id' | 'dataRequestId'> & {
  readonly roundId: Parameters<typeof frozenCollectionOf>[1]
}

/** What the office asks about one version and has not closed, oldest first. What it says of rows is for its authority. */
export async function dataQueriesAt(
  context: Pick<Context, 'keys'>,
  trx: Trx,
  { id, dataRequestId, roundId }: Of,
): Promise<AskedAt[]> {
  const all = await listDataQueries(trx, dataRequestId)
  const open = all.filter(({ submissionId, closedAt }) => submissionId === id && closedAt === null)
  if (open.length === 0) return []
  const { collection } = await frozenCollectionOf(trx, roundId)
  const rows = open.some(({ about }) => 'sheet' in about)
    ? await unlessDestroyed(readCheckedRows(context, trx, id))
    : null
  const opened = await wordsReader(context, trx, [dataRequestId])
  const messages = await listOpeningMessages(
    trx,
    open.map((query) => query.id),
  )
  const texts = new Map(messages.map(({ dataQueryId, textSealed }) => [dataQueryId, textSealed]))
  const columns = new Map(
    collection.sheets.flatMap((sheet) => sheet.columns.map((one) => [`${sheet.id}.${one.id}`, one.heading])),
  )
  return open.map(({ id: dataQueryId, about, dueOn, waitsForAuthority }) => ({
    ...{ dataQueryId, dueOn, waitsForAuthority },
    place: placeInWords(collection, about),
    ...whereIn(rows?.kept, about),
    heading: about.kind === 'cell' ? (columns.get(`${about.sheet}.${about.column}`) ?? null) : null,
    text: opened(dataRequestId, texts.get(dataQueryId) ?? null),
  }))
}

const nowhere = { sheet: null, row: null, cell: null }

/** The sheet as its officer calls it, the row and the cell. */
function whereIn(
  kept: KeptReturn | undefined,
  about: DataQueryAbout,
): Pick<AskedAt, 'sheet' | 'row' | 'cell'> {
  if (about.kind !== 'row' && about.kind !== 'cell') return nowhere
  const sheet = kept?.sheets.find((one) => one.sheet === about.sheet)
  const name = sheet?.at?.name
  if (sheet === undefined || name === undefined) return nowhere
  const cell = about.kind === 'cell' ? keptCell(sheet, about.row, about.column) : null
  return { sheet: name, row: about.row, cell }
}

/** The questions about a place as findings of their own, for the copy of the workbook in which findings are marked. */
export const asFindings = (asked: readonly AskedAt[]): Finding[] =>
  asked.flatMap(({ sheet, row, cell, heading, place, text, dueOn }) =>
    sheet === null || row === null
      ? []
      : {
          ...{ rule: 'Question', severity: 'query', sheet, row, column: null, heading },
          cell: cell ?? `A${row}`,
          message: text ?? place,
          found: '',
          expected: `An answer by ${inWords(dueOn)}`,
          fix: 'Answer the office’s question on the page of your return. If this is wrong, put it right and send a new version.',
        },
  )
