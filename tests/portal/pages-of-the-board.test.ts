import { declareNil } from '@rollcall/actions/declare-nil'
import { excludeReturn } from '@rollcall/actions/exclude-return'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { reopenReturn } from '@rollcall/actions/reopen-return'
import { signOffReturn } from '@rollcall/actions/sign-off-return'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { listProgress } from '@rollcall/database/board'
import { asViewer } from '@rollcall/database/transaction'
import { cameIn } from '@rollcall/domain/progress'
import { statementOfTruth } from '@rollcall/domain/sign-off'
import { system } from '@rollcall/domain/viewer'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aMember, aRound, type Cast, day, requestsOf, threeAuthorities } from '../support/builders.ts'
import { sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'
import { aWorkbook, notANumber, readyWorkbook, sendAndCheck, veryLow } from '../support/returns.ts'

const { db } = testDatabase()
const portal = testPortal(db, { clock: { now: () => new Date('2024-11-05T10:00:00Z') } })

/** The same people, on another day. */
const on = (cast: Cast, date: string): Cast => ({
  ...cast,
  as: (viewer) => cast.as(viewer, { today: day(date), now: new Date(`${date}T12:00:00Z`) }),
})

/** A round issued on 1 October and due on the 31st, with the request of each authority by its code. */
async function aBoard() {
  const round = await aRound(db)
  const requests = new Map((await requestsOf(db, round.roundId)).map((request) => [request.code, request]))
  const { analyst, officer } = round
  const idOf = (code: string) => {
    const found = requests.get(code)
    if (found === undefined) throw new Error(`${code} was not asked`)
    return { dataRequestId: found.id, authorityId: found.authorityId }
  }
  const signed = async (code: string, date: string) =>
    await sendAndSign(on(round, date), idOf(code), await readyWorkbook(code))
  const { open } = pageAsker(portal, analyst)
  return { ...round, officer, idOf, signed, open, url: `/rounds/${round.roundId}/board` }
}

/** What each row of the table says, cell by cell. */
function rowsOf(body: string, caption = 'Everybody who was asked'): string[][] {
  const [table = ''] = body.slice(body.indexOf(`${caption}</caption>`)).split('</table>')
  const rows = table.split('<tbody')[1]?.split('</tr>').slice(0, -1) ?? []
  return rows.map((row) =>
    row
      .split(/<\/t[hd]>/)
      .slice(0, -1)
      .map((cell) =>
        cell
          .replaceAll(/^[^<]*|<[^>]+>/g, ' ')
          .replaceAll(/\s+/g, ' ')
          .replaceAll('&#39;', '’')
          .trim(),
      ),
  )
}

/** Whose rows they are, whether or not anybody there can be reached. */
const namesIn = (body: string, caption?: string) =>
  rowsOf(body, caption).map(([name]) => name?.replace(/ Nobody can be reached$/, ''))

test('what came in is counted by the returns that are signed, and on time by each authority’s own due date', async () => {
  const { signed, idOf, as, analyst, open, url } = await aBoard()
  await signed('330', '2024-10-10')
  const { dataRequestId } = idOf('202')
  await grantExtension(as(analyst), { dataRequestId, until: day('2024-11-04'), reason: 'A flood.' })
  await signed('202', '2024-11-04')

  const { text, body } = await open(url)

  expect(text).toContain('Response rate 66.7% : 2 of 3 authorities have signed their return')
  expect(text).toContain('On-time rate 66.7% : 2 of 3 authorities signed by their due date')
  expect(text).toContain('Outstanding 1 , of whom 1 is late')
  expect(rowsOf(body, 'How far they are, on 5 November 2024')).toEqual([
    ['Not started', '1 (33.3%)'],
    ['Signed off', '2 (66.7%)'],
  ])
  expect(rowsOf(body, 'At the end of each day that changed something')).toEqual([
    ['1 October 2024', '0 (0.0%)', '0 (0.0%)'],
    ['10 October 2024', '1 (33.3%)', '1 (33.3%)'],
    ['4 November 2024', '2 (66.7%)', '2 (66.7%)'],
    ['5 November 2024', '2 (66.7%)', '2 (66.7%)'],
  ])
  expect(body).toContain('Signed: from 0.0% to 66.7%. Signed on time: from 0.0% to 66.7%.')
})

test('each authority has its row: how far, by when, how late, and what is left', async () => {
  const board = await aBoard()
  const { signed, idOf, as, analyst, officer, open, url } = board
  await signed('202', '2024-11-02')
  const workbook = await aWorkbook([notANumber, notANumber, veryLow])
  await sendAndCheck(as(officer), idOf('330').dataRequestId, workbook)
  await raiseDataQuery(on(board, '2024-11-03').as(analyst), {
    ...{ dataRequestId: idOf('202').dataRequestId, about: { kind: 'return' } },
    ...{ dueOn: day('2024-12-01'), text: 'Is this all?' },
  })

  expect(rowsOf((await open(url)).body)).toEqual([
    [
      ...['Birmingham 330', 'West Midlands', 'In progress', '31 October 2024', '5'],
      ...['1', '2 to fix, 1 to explain', '0', '1 October 2024'],
    ],
    [
      ...['Camden 202', 'London', 'Question from the office', '31 October 2024', '2'],
      ...['1', 'Nothing', '1', '3 November 2024'],
    ],
    [
      'Leeds 383 Nobody can be reached',
      'Yorkshire and The Humber',
      'Not started',
      '31 October 2024',
      '5',
      '–',
      '–',
      '0',
      '1 October 2024',
    ],
  ])
})

test('a return that is reopened, or sent again, is not in until it is signed again', async () => {
  const board = await aBoard()
  const { signed, idOf, analyst, approver, officer, roundId, open, url } = board
  await signed('330', '2024-10-10')
  await signed('202', '2024-10-12')
  const { dataRequestId } = idOf('202')
  await excludeReturn(on(board, '2024-10-14').as(approver), { dataRequestId, reason: 'Most is missing.' })
  await reopenReturn(on(board, '2024-10-15').as(analyst), { ...idOf('330'), reason: 'A row is missing.' })
  await sendAndSign(on(board, '2024-11-03'), idOf('330'), await aWorkbook([veryLow]))
  const asCamden = { ...officer, authorityId: idOf('202').authorityId }
  await sendAndCheck(on(board, '2024-11-04').as(asCamden), dataRequestId, await aWorkbook([veryLow], '202'))

  const { body } = await open(url)
  expect(rowsOf(body, 'At the end of each day that changed something')).toEqual([
    ['1 October 2024', '0 (0.0%)', '0 (0.0%)'],
    ['10 October 2024', '1 (33.3%)', '1 (33.3%)'],
    ['12 October 2024', '2 (66.7%)', '2 (66.7%)'],
    ['15 October 2024', '1 (33.3%)', '1 (33.3%)'],
    ['3 November 2024', '2 (66.7%)', '2 (66.7%)'],
    ['4 November 2024', '1 (33.3%)', '1 (33.3%)'],
    ['5 November 2024', '1 (33.3%)', '1 (33.3%)'],
  ])
  const changes = await asViewer(db, system, (trx) => listProgress(trx, roundId))
  const signedNow = (await requestsOf(db, roundId)).filter(({ state }) => cameIn.includes(state))
  expect(changes.reduce((sum, change) => sum + change.signed, 0)).toBe(signedNow.length)
})

test('a heading sorts by its column, and the other way round when it is pressed again', async () => {
  const { signed, idOf, as, analyst, open, url } = await aBoard()
  await signed('330', '2024-11-03')
  await grantExtension(as(analyst), { ...idOf('202'), until: day('2024-11-09'), reason: 'A flood.' })
  const order = async (sort: string) => namesIn((await open(`${url}?sort=${sort}`)).body)
  const [birmingham, camden, leeds] = ['Birmingham 330', 'Camden 202', 'Leeds 383']

  expect(await order('authority')).toEqual([birmingham, camden, leeds])
  expect(await order('-authority')).toEqual([leeds, camden, birmingham])
  expect(await order('region')).toEqual([camden, birmingham, leeds])
  expect(await order('-state')).toEqual([birmingham, camden, leeds])
  expect(await order('-due')).toEqual([camden, birmingham, leeds])
  expect(await order('-late')).toEqual([leeds, birmingham, camden])
  expect(await order('version')).toEqual([camden, leeds, birmingham])
  expect(await order('-left')).toEqual([birmingham, camden, leeds])
  expect(await order('questions')).toEqual([birmingham, camden, leeds])
  const { body } = await open(`${url}?sort=late`)
  expect(body).toMatch(
    /aria-sort="ascending"[^>]*>\s*<a class="govuk-link" href="[^"]*board\?sort=-late">Days late/,
  )
})

test('a form leaves only some: by state, region, lateness, name or code', async () => {
  const { signed, idOf, as, analyst, open, url } = await aBoard()
  await signed('330', '2024-10-10')
  await grantExtension(as(analyst), { ...idOf('202'), until: day('2024-11-09'), reason: 'A flood.' })
  const left = async (query: string) => namesIn((await open(`${url}?${query}`)).body)

  expect(await left('state=signed')).toEqual(['Birmingham 330'])
  expect(await left('region=London')).toEqual(['Camden 202'])
  expect(await left('overdue=yes')).toEqual(['Leeds 383'])
  expect(await left('text=EE')).toEqual(['Leeds 383'])
  expect(await left('text=202')).toEqual(['Camden 202'])
  expect(await left('text=%25')).toEqual([])
  expect(await left('text=_')).toEqual([])
  expect(await left('state=&region=&text=&sort=-authority')).toHaveLength(3)
  expect(await left('state=no-such&page=-1&sort=no-such&overdue=no')).toHaveLength(3)
  const { text } = await open(`${url}?state=signed&region=London`)
  expect(text).toContain('No authority is like this.')
  expect(text).toContain('Show all of them')
})

test('who is outstanding is told with their people, on the page and in a file that no spreadsheet takes for formulas', async () => {
  const { signed, idOf, open, url, approver, foreigner } = await aBoard()
  await signed('330', '2024-10-10')
  const leeds = await aMember(db, 'signatory', idOf('383').authorityId)
  await asViewer(db, system, (trx) =>
    sql`insert into people (name, email) values ('=HYPERLINK("x")', 'formula@people.example')`.execute(trx),
  )
  await asViewer(db, system, (trx) =>
    sql`insert into memberships (person_id, authority_id, role)
      select id, ${idOf('383').authorityId}, 'officer' from people where email = 'formula@people.example'`.execute(
      trx,
    ),
  )

  const { body, text } = await open(`${url}?view=outstanding`)
  expect(namesIn(body, 'Who is outstanding')).toEqual(['Camden 202', 'Leeds 383'])
  expect(body).toContain(`mailto:${leeds}@people.example`)
  expect(text).toContain('Download who is outstanding (2 authorities), with their people, as CSV')
  const file = await portal.as(approver)({ url: `${url}.csv?region=Yorkshire+and+The+Humber` })
  expect(file.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="illegal-homes-2024-09-01-outstanding.csv"',
  })
  const lines = file.body.split('\r\n')
  expect(lines.slice(0, 2)).toEqual([
    '\uFEFFCode,Authority,Region,State,Due,Days late,Role,Person,E-mail address,Can be reached',
    `383,Leeds,Yorkshire and The Humber,Not started,2024-10-31,5,data officer,"'=HYPERLINK(""x"")",formula@people.example,Yes`,
  ])
  expect(lines).toContain(
    `383,Leeds,Yorkshire and The Humber,Not started,2024-10-31,5,signatory,Some signatory,${leeds}@people.example,Yes`,
  )
  const all = await portal.as(approver)({ url: `${url}.csv` })
  expect(all.body).toContain(
    `Camden,London,Not started,2024-10-31,5,data officer,Some officer,${foreigner.personId}@people.example`,
  )
  expect(all.body).not.toContain('Birmingham')
})

test('a long list is paged, and says truly which of how many it shows', async () => {
  const [camden] = threeAuthorities.filter(({ code }) => code === '202')
  if (camden === undefined) throw new Error('Camden is gone')
  const others = Array.from({ length: 109 }, (_, at) => ({
    ...camden,
    ...{ code: String(500 + at), name: `Authority ${String(at).padStart(3, '0')}`, gssCodes: [] },
  }))
  const { roundId, analyst } = await aRound(db, { table: [...threeAuthorities, ...others] })
  const { open } = pageAsker(portal, analyst)
  const url = `/rounds/${roundId}/board`

  const first = await open(url)
  expect(first.text).toContain('Showing 1 to 50 of 112')
  expect(namesIn(first.body)).toHaveLength(50)
  const last = await open(`${url}?page=3&sort=-authority`)
  expect(last.text).toContain('Showing 101 to 112 of 112')
  expect(namesIn(last.body).at(-1)).toBe('Authority 000 500')
  expect((await open(`${url}?page=9`)).text).toContain('Showing 101 to 112 of 112')
  expect(last.body).toContain('board?sort=-authority&amp;page=2"')
})

test('a draft has nothing on its board yet, and to an authority there is no board', async () => {
  const { roundId, analyst, officer } = await aRound(db, { until: 'draft' })
  const url = `/rounds/${roundId}/board`

  expect((await pageAsker(portal, analyst).open(url)).text).toContain('have not been issued yet')
  expect((await pageAsker(portal, officer).open(url)).statusCode).toBe(404)
  expect((await pageAsker(portal, analyst).open(`/rounds/${crypto.randomUUID()}/board`)).statusCode).toBe(404)
})

test('what will come in is told from how the same authorities did in the round before', async () => {
  const three = ['202', '330', '383']
  const lastYear = await aRound(db, {
    ...{ title: 'The year before', referenceOn: day('2023-09-01'), lastRoundId: null, authorities: three },
    ...{ issueOn: day('2023-09-02'), dueOn: day('2023-10-31'), closesOn: day('2023-11-15') },
  })
  const requests = await requestsOf(db, lastYear.roundId)
  const sign = async (code: string, date: string) => {
    const { as, officer, signatory } = on(lastYear, date)
    for (const { id: dataRequestId, authorityId } of requests.filter((request) => request.code === code)) {
      const { sha256 } = await declareNil(as({ ...officer, authorityId }), { dataRequestId })
      const signed = { dataRequestId, sha256, statement: statementOfTruth }
      await signOffReturn(as({ ...signatory, authorityId }), signed)
    }
  }
  await sign('202', '2023-10-05')
  await sign('330', '2023-10-30')
  const round = await aRound(db, {
    ...{ lastRoundId: lastYear.roundId, dueOn: day('2024-11-12'), authorities: three },
  })
  const url = `/rounds/${round.roundId}/board`
  const { open } = pageAsker(portal, round.analyst)

  expect((await open(url)).text).toContain(
    'Forecast About 66.7% : 2 of 3 authorities will have signed by 12 November 2024 , if they go on as in the last round. In The year before , 2 of the same authorities had not signed with 5 working days left. 1 of these signed by the due date.',
  )
  const api = await portal.as(round.analyst)({ url: `/api/v1/rounds/${round.roundId}/forecast` })
  expect(api.json().forecast).toMatchObject({ expected: 2, waiting: 2, signed: 1, workingDaysLeft: 5 })
  expect((await open(`/rounds/${lastYear.roundId}/board`)).text).not.toContain('Forecast')
})

test('the map has every local authority of England where it is, with how far it is', async () => {
  const [camden] = threeAuthorities.filter(({ code }) => code === '202')
  if (camden === undefined) throw new Error('Camden is gone')
  const table = [
    ...authorities.filter(({ closed, opened }) => closed === undefined && opened === undefined),
    { ...camden, code: '998', name: 'Elsewhere', region: 'Somewhere', gss: [] },
  ]
  const round = await aRound(db, { table, authorities: ['202', '330', '383', '998'] })
  const { analyst, roundId, officer } = round
  const birmingham = (await requestsOf(db, roundId)).find(({ code }) => code === '330')
  if (birmingham === undefined) throw new Error('Birmingham was not asked')
  await sendAndSign(
    on(round, '2024-10-10'),
    { dataRequestId: birmingham.id, authorityId: birmingham.authorityId },
    await readyWorkbook('330'),
  )
  const { open } = pageAsker(portal, analyst)
  const url = `/rounds/${roundId}/board/map`

  const { body, text } = await open(url)
  expect(body).toContain(
    `<a href="/data-requests/${birmingham.id}/review"><title>Birmingham: Signed off</title><path class="signed"`,
  )
  expect(body).toContain('<title>Camden: Not started, late</title><path class="not-started late"')
  expect(body).toContain('<g><title>Kent: not asked</title><path class="not-asked"')
  expect(text).toContain('1 authority has no place on the map: Elsewhere : Not started, late')
  expect(rowsOf(body, 'By region')).toEqual([
    ['London', '0 of 1', '0', '1'],
    ['Somewhere', '0 of 1', '0', '1'],
    ['West Midlands', '1 of 1', '0', '0'],
    ['Yorkshire and The Humber', '0 of 1', '0', '1'],
    ['All', '1 of 4', '0', '3'],
  ])
  expect((await open(url.replace('/map', ''))).body).toContain(`href="${url}">Map and regions`)

  const map = (await portal.as(analyst)({ url: `/api/v1/rounds/${roundId}/map` })).json()
  expect(map).toMatchObject({ asked: 4, unplaced: 1 })
  expect(map.authorities.at(-1)).toMatchObject({ name: 'Elsewhere', place: null, isOverdue: true })
  expect((await portal.as(officer)({ url: `/api/v1/rounds/${roundId}/map` })).statusCode).toBe(403)
})

test('a round of authorities that have no place on the map has its regions, and says why there is no map', async () => {
  const elsewhere = threeAuthorities.map((one, at) => ({ ...one, code: `99${at}`, gss: [] }))
  const { roundId, analyst } = await aRound(db, {
    ...{ table: elsewhere, authorities: ['990', '991', '992'] },
    ...{ authority: '990', foreignAuthority: '991' },
  })

  const { body, text } = await pageAsker(portal, analyst).open(`/rounds/${roundId}/board/map`)
  expect(text).toContain('No authority of this round has a place on the map')
  expect(body).not.toContain('<path')
  expect(rowsOf(body, 'By region')).toHaveLength(4)
})
