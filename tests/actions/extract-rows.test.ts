import { approveRoundExtract } from '@rollcall/actions/approve-round-extract'
import { askForRoundExtract } from '@rollcall/actions/ask-for-round-extract'
import { downloadRoundExtract } from '@rollcall/actions/download-round-extract'
import { endRoundExtract } from '@rollcall/actions/end-round-extract'
import { extractFile } from '@rollcall/actions/extract-file'
import { extractRows } from '@rollcall/actions/extract-rows'
import { readDecisions } from '@rollcall/actions/read-decisions'
import { readRoundExtracts } from '@rollcall/actions/read-round-extracts'
import { refuseRoundExtract } from '@rollcall/actions/refuse-round-extract'
import { traceRows } from '@rollcall/actions/trace-rows'
import { asViewer } from '@rollcall/database/transaction'
import { type RoundId, SubmissionId } from '@rollcall/domain/ids'
import { type OfficeViewer, system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, aMember, told } from '../support/builders.ts'
import { acceptAndCount, aSignedReturn, sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { aLastRound, returnOfLastRound } from '../support/last-round.ts'
import { aReturn, aWorkbook } from '../support/returns.ts'

const { db } = testDatabase()
const reason = 'Two costs are ten times the others; I compare them with the contracts.'

test('an analyst with a reason gets the rows, and the authority sees who took them and why', async () => {
  const request = await aDataRequest(db)
  const { as, analyst, officer, dataRequestId } = request
  const { submissionId } = await sendAndSign(request, request, await aWorkbook())

  const { kept } = await extractRows(as(analyst), { submissionId, reason })

  const children = kept.sheets.find(({ sheet }) => sheet === 'children')
  expect(children?.rows).toHaveLength((aReturn().sheets.children ?? []).length)
  expect(children?.columns).toContain('date_of_birth')
  const { extracts } = await readDecisions(as(officer), dataRequestId)
  expect(extracts).toMatchObject([{ submissionId, takenBy: analyst.personId, reason }])
  const { events, notices } = await told(db, officer, dataRequestId)
  expect(events.at(-1)).toMatchObject({
    type: 'rows extracted',
    personId: analyst.personId,
    details: { submissionId, version: 1, extractId: extracts[0]?.id },
  })
  expect(JSON.stringify(events)).not.toContain('contracts')
  expect(notices.at(-1)).toEqual({ kind: 'rows extracted', recipients: 'authority' })
})

test('nobody takes rows without a record of it: not an authority, not the portal, not from another’s return', async () => {
  const { as, officer, signatory, foreigner, submissionId, dataRequestId } = await aSignedReturn(db)
  for (const viewer of [officer, signatory, foreigner, system])
    await expect(extractRows(as(viewer), { submissionId, reason })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    })
  const analyst = { role: 'analyst', personId: await aMember(db, 'analyst') } as const
  const nothing = SubmissionId.parse(crypto.randomUUID())
  await expect(extractRows(as(analyst), { submissionId: nothing, reason })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect((await readDecisions(as(officer), dataRequestId)).extracts).toEqual([])
})

/** A signed return of Birmingham that counts in the figures. */
async function counted() {
  const request = await aDataRequest(db)
  const { submissionId } = await sendAndSign(request, request, await aWorkbook())
  await acceptAndCount(request, request, submissionId)
  return {
    ...request,
    submissionId,
    traced: { roundId: request.roundId, submissionId, figure: 'children', reason },
  }
}

test('rows behind a figure are opened for its round’s own returns that count in it, and for nobody but the office', async () => {
  const { as, analyst, officer, traced, roundId, submissionId } = await counted()
  const other = await aSignedReturn(db)

  const { parts } = await traceRows(as(analyst), traced)
  expect(parts.map(({ agrees, rows }) => [agrees, rows.length])).toEqual([
    [true, (aReturn().sheets.children ?? []).length],
  ])
  await expect(traceRows(as(officer), traced)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  for (const [change, code] of [
    [{ submissionId: other.submissionId }, 'NOT_IN_FIGURE'],
    [{ roundId: other.roundId, submissionId: other.submissionId }, 'NOT_IN_FIGURE'],
    [{ figure: 'nothing' }, 'NOT_FOUND'],
    [{ breakdown: { colour: 'blue' } }, 'NOT_FOUND'],
    [{ breakdown: { region: 'Rose’s street' } }, 'NOT_FOUND'],
  ] as const)
    await expect(traceRows(as(analyst), { ...traced, ...change })).rejects.toMatchObject({ code })
  expect(await lookedAt(roundId)).toEqual([{ submissionId, figure: 'children' }])
})

test('a figure of children who were also in the last round leads to the rows of those very children', async () => {
  const last = await aLastRound(db)
  await acceptAndCount(last, last, last.submissionId)
  const request = await aDataRequest(db, { lastRoundId: last.roundId })
  const { as, analyst, roundId } = request
  const [one, other] = returnOfLastRound().sheets.children ?? []
  const again = [{ ...one, expected_end: null }, {}, { ...other, expected_end: null }]
  const { submissionId } = await sendAndSign(request, request, await aWorkbook(again))
  await acceptAndCount(request, request, submissionId)

  const { parts } = await traceRows(as(analyst), { roundId, submissionId, figure: 'also_last_round', reason })

  expect(parts).toMatchObject([{ agrees: true }])
  const said = parts[0]?.rows.map(({ cells }) => cells.find(({ column }) => column === 'child_id')?.says)
  expect(said).toEqual([one?.child_id, other?.child_id])
})

const lookedAt = (roundId: RoundId) =>
  asViewer(db, system, (trx) =>
    trx
      .selectFrom('rowExtracts')
      .innerJoin('dataRequests', 'dataRequests.id', 'rowExtracts.dataRequestId')
      .select(['rowExtracts.submissionId', 'rowExtracts.figure'])
      .where('dataRequests.roundId', '=', roundId)
      .execute(),
  )

test('only the file behind rows that are open is given', async () => {
  const { as, analyst, approver, submissionId } = await counted()
  const { extractId } = await extractRows(as(analyst), { submissionId, reason })

  const { fileName, bytes } = await extractFile(as(analyst), { extractId })

  expect([fileName.endsWith('version-1.xlsx'), bytes.length > 1000]).toEqual([true, true])
  await expect(extractFile(as(approver), { extractId })).rejects.toMatchObject({ code: 'ROWS_SHUT' })
})

async function allOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

const wanted = { sheet: 'children', columns: ['sex', 'age', 'weekly_cost'], reason }

test('an extract of a round is downloaded by whoever asked, once another has approved it, and every authority is told', async () => {
  const { as, analyst, approver, officer, roundId, dataRequestId } = await counted()
  const { roundExtractId } = await askForRoundExtract(as(analyst), { ...wanted, roundId })
  const download = (viewer: OfficeViewer) => downloadRoundExtract(as(viewer), { roundExtractId })

  await expect(download(analyst)).rejects.toMatchObject({ code: 'EXTRACT_NOT_OPEN' })
  await approveRoundExtract(as(approver), { roundExtractId })
  await expect(download(approver)).rejects.toMatchObject({ code: 'NOT_YOUR_EXTRACT' })
  expect((await readDecisions(as(officer), dataRequestId)).extracts).toEqual([])
  const { headings, rows } = await download(analyst)
  const taken = (await allOf(rows())).flat()

  expect(headings.slice(0, 5)).toEqual(['Authority code', 'Authority', 'Version', 'Row', 'Child (pseudonym)'])
  const children = aReturn().sheets.children ?? []
  expect(taken).toHaveLength(children.length)
  expect(taken[0]?.slice(0, 4)).toEqual(['330', 'Birmingham', 1, expect.any(Number)])
  expect(new Set(taken.map((cells) => cells[4])).size).toBe(children.length)
  expect(taken.every((cells) => /^[0-9a-f]{16}$/.test(String(cells[4])))).toBe(true)
  for (const { child_id: id } of children) expect(JSON.stringify(taken)).not.toContain(String(id))
  const { extracts } = await readDecisions(as(officer), dataRequestId)
  expect(extracts).toMatchObject([{ reason, takenBy: analyst.personId, roundExtractId }])
  const { notices, events } = await told(db, officer, dataRequestId)
  expect(notices.at(-1)).toEqual({ kind: 'rows extracted', recipients: 'authority' })
  expect(events.at(-1)).toMatchObject({ type: 'rows extracted', details: { roundExtractId } })
})

test('an extract that is ended while it is downloaded gives no more rows', async () => {
  const { as, analyst, approver, roundId } = await counted()
  const asked = await askForRoundExtract(as(analyst), { ...wanted, roundId })
  await approveRoundExtract(as(approver), asked)
  const { rows } = await downloadRoundExtract(as(analyst), asked)

  await endRoundExtract(as(approver), asked)

  await expect(allOf(rows())).rejects.toMatchObject({ code: 'EXTRACT_NOT_OPEN' })
})

test('a pseudonym is of one extract: in another the same child has another', async () => {
  const { as, analyst, approver, roundId } = await counted()
  const pseudonyms = async () => {
    const { roundExtractId } = await askForRoundExtract(as(analyst), {
      ...wanted,
      figure: 'share_dol',
      roundId,
    })
    await approveRoundExtract(as(approver), { roundExtractId })
    const { rows } = await downloadRoundExtract(as(analyst), { roundExtractId })
    return (await allOf(rows())).flat().map((cells) => String(cells[4]))
  }
  const [one, other] = [await pseudonyms(), await pseudonyms()]

  expect(one.length).toBe(other.length)
  expect(one.filter((pseudonym) => other.includes(pseudonym))).toEqual([])
})

test('nobody approves their own extract; one that was refused or taken back is not downloaded; reasons are sealed', async () => {
  const { as, analyst, approver, roundId } = await counted()
  const own = await askForRoundExtract(as(approver), { ...wanted, roundId })
  await expect(approveRoundExtract(as(approver), own)).rejects.toMatchObject({ code: 'OWN_EXTRACT' })
  await expect(approveRoundExtract(as(analyst), own)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  const refused = await askForRoundExtract(as(analyst), { ...wanted, roundId })
  await refuseRoundExtract(as(approver), { ...refused, reason: 'Figures are enough for this.' })
  const ended = await askForRoundExtract(as(analyst), { ...wanted, roundId })
  await approveRoundExtract(as(approver), ended)
  await endRoundExtract(as(approver), ended)

  for (const extract of [refused, ended])
    await expect(downloadRoundExtract(as(analyst), extract)).rejects.toMatchObject({
      code: 'EXTRACT_NOT_OPEN',
    })
  await expect(endRoundExtract(as(analyst), refused)).rejects.toMatchObject({ code: 'EXTRACT_ENDED' })
  expect(
    (await readRoundExtracts(as(analyst), roundId)).map(({ state, refusedBecause }) => [
      state,
      refusedBecause,
    ]),
  ).toEqual([
    ['ended', null],
    ['refused', 'Figures are enough for this.'],
    ['asked', null],
  ])
  const kept = await asViewer(db, system, (trx) => trx.selectFrom('roundExtracts').selectAll().execute())
  expect(JSON.stringify(kept)).not.toContain('contracts')
  await expect(
    askForRoundExtract(as(analyst), { ...wanted, roundId, columns: ['child_id'] }),
  ).rejects.toMatchObject({ code: 'IDENTIFIERS_NOT_ASKED' })
})
