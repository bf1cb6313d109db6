import { approveRound } from '@rollcall/actions/approve-round'
import { changeDates } from '@rollcall/actions/change-dates'
import { issueRound } from '@rollcall/actions/issue-round'
import { runRehearsal } from '@rollcall/actions/run-rehearsal'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { collections } from '@rollcall/collections/collections'
import { type OfficeViewer, system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, aRound, day, usualRound } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'

const { db } = testDatabase()
const portal = testPortal(db)
const as = (viewer: OfficeViewer) => pageAsker(portal, viewer)

test.each(collections.map((collection) => [collection.id, collection] as const))(
  'in a draft of %s the office reads every question, rule and figure, on pages that are light',
  async (_, collection) => {
    const drafted = { table: authorities, collectionId: collection.id, until: 'draft' } as const
    const { analyst, roundId } = await aRound(db, drafted)
    const at = `/rounds/${roundId}/asked`
    const sheets = collection.sheets.map(({ id }) => `/sheets/${id}`)
    const pages = await Promise.all(
      ['', '/lists', '/checks', '/figures', ...sheets].map((path) => as(analyst).open(`${at}${path}`)),
    )

    expect(pages.map(({ statusCode, body }) => [statusCode, Buffer.byteLength(body) < 30_000])).toEqual(
      pages.map(() => [200, true]),
    )
    const text = pages.map((page) => page.text.replaceAll('’', "'")).join('\n')
    const said = [
      ...collection.sheets.flatMap(({ intro, columns }) => [intro, ...columns.map(({ heading }) => heading)]),
      ...collection.rules.map(({ code }) => code),
      ...collection.figures.map(({ title }) => title),
      ...[collection.purpose, collection.legalBasis],
    ]
    expect(said.filter((one) => !text.includes(one.replaceAll('’', "'")))).toEqual([])
  },
)

test('the template of a draft is had as one authority will get it, by code or by name', async () => {
  const { analyst, officer, roundId } = await aRound(db, { until: 'draft', authorities: ['330', '383'] })
  const url = `/rounds/${roundId}/template`

  const page = await portal.as(analyst)({ url: `${url}?authority=Leeds` })
  expect(page.headers['content-disposition']).toBe('attachment; filename="illegal-homes-383-2024-09-01.xlsx"')
  const api = await portal.as(analyst)({ url: `/api/v1${url}?authority=E08000035` })
  expect([api.statusCode, api.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK'])
  const notAsked = await as(analyst).open(`${url}?authority=Camden`)
  expect(notAsked.statusCode).toBe(422)
  expect(notAsked.text).toContain('This round asks no authority by “Camden”.')
  expect(notAsked.body).toContain('href="#authority"')
  expect((await portal.as(officer)({ url: `/api/v1${url}` })).statusCode).toBe(403)
})

test('the office writes its own message in a draft, and reads the notice as any authority will get it', async () => {
  const { analyst, approver, as: acting, roundId } = await aRound(db, { until: 'draft' })
  const url = `/rounds/${roundId}/notice`
  const message = 'Thank you for last year.\n\nThis year there is one question more.'

  const form = await as(analyst).open(url)
  expect(form.text).toContain('Request for information: Children in illegal homes, September 2024')
  const saved = await as(analyst).send(url, { message: ` ${message} `, revision: '1' })
  expect(saved.location).toBe(`${url}?done=message-saved`)
  const toLeeds = await as(analyst).open(`${url}?authority=Leeds&done=message-saved`)
  expect(toLeeds.text).toContain('The message is saved. The draft has to be approved as it is now.')
  expect(toLeeds.text).toContain('To Leeds (383)')
  expect(toLeeds.body).toContain('<p class="govuk-body">This year there is one question more.</p>')

  expect((await as(analyst).send(url, { message: 'Again', revision: '1' })).text).toContain(
    'Somebody has changed this round since you read it.',
  )
  const tooLong = await as(analyst).send(url, { message: 'x'.repeat(5001), revision: '2' })
  expect([tooLong.statusCode, tooLong.body.includes('href="#message"')]).toEqual([422, true])
  expect((await as(analyst).open(`${url}?authority=Nowhere`)).body).toContain('href="#authority"')

  await approveRound(acting(approver), { roundId, revision: 2 })
  await as(analyst).send(url, { message: '', revision: '3' })
  const round = (await portal.as(analyst)({ url: `/api/v1/rounds/${roundId}` })).json()
  expect(round).toMatchObject({ message: null, approvedBy: null, revision: 4 })
})

test('an authority reads the very notice that the office saw, and no due date but the one it was told', async () => {
  const message = 'This is new.'
  const {
    analyst,
    officer,
    foreigner,
    roundId,
    dataRequestId,
    as: acting,
  } = await aDataRequest(db, {
    message,
  })
  const ofRound = `/api/v1/rounds/${roundId}/notice?authority=330`
  const ofRequest = `/api/v1/data-requests/${dataRequestId}/notice`
  const read = async (url: string, who: Parameters<typeof portal.as>[0]) =>
    (await portal.as(who)({ url })).json()

  const { authority, ...shown } = await read(ofRound, analyst)
  expect([authority, await read(ofRequest, officer)]).toEqual(['330', shown])
  expect((await portal.as(foreigner)({ url: ofRequest })).statusCode).toBe(404)
  await changeDates(acting(analyst), {
    roundId,
    revision: 3,
    dueOn: day('2099-11-05'),
    closesOn: day('2099-11-20'),
    reason: 'Strikes.',
  })
  expect(await read(ofRequest, officer)).toEqual(shown)

  const page = await pageAsker(portal, officer).open(`/data-requests/${dataRequestId}/notice`)
  expect(page.text).toContain('To Birmingham (330)')
  expect(page.text).toContain('Your return is now due on 5 November 2099.')
  expect(page.text).toContain(message)
  expect((await pageAsker(portal, officer).open(`/data-requests/${dataRequestId}`)).body).toContain(
    `href="/data-requests/${dataRequestId}/notice"`,
  )
  const later = await aRound(db, { until: 'draft', lastRoundId: roundId, referenceOn: day('2024-09-02') })
  expect((await as(later.analyst).open(`/rounds/${later.roundId}/notice`)).text).toContain(
    'This is the message of the last round. It is not in this notice until you save it.',
  )
})

test('through the API those asked are chosen in every way the form has, and the office alone is told how', async () => {
  const { analyst, approver, as: acting, foreigner } = await aRound(db, { table: authorities })
  const authoritiesOf = async (chosen: object) => {
    const payload = { ...usualRound, authorities: chosen }
    const opened = await portal.as(analyst)({ method: 'POST', url: '/api/v1/rounds', payload })
    return opened.json()
  }

  const inLondon = { by: 'regions', regions: ['London'] }
  const round = await authoritiesOf(inLondon)
  expect(round).toMatchObject({ whoAsked: { ...inLondon, except: [] } })
  expect([round.authorities.length, round.authorities.includes('202')]).toEqual([33, true])
  const but = await authoritiesOf({ by: 'kinds', kinds: ['local-authority'], except: ['202'] })
  expect([but.authorities.length, but.authorities.includes('202')]).toEqual([152, false])
  expect(await authoritiesOf(['383'])).toMatchObject({
    authorities: ['383'],
    whoAsked: { by: 'list', except: [] },
  })
  expect(await authoritiesOf({ by: 'all', except: ['999'] })).toMatchObject({
    status: 422,
    code: 'EXCEPT_UNKNOWN',
  })
  expect(await authoritiesOf({ by: 'kinds', kinds: ['school'] })).toMatchObject({ code: 'NOT_ASKABLE' })

  await approveRound(acting(approver), { roundId: round.roundId, revision: 1 })
  await issueRound(acting(analyst), { roundId: round.roundId })
  const { statusCode, body } = await portal.as(foreigner)({ url: `/api/v1/rounds/${round.roundId}` })
  expect([statusCode, body.includes('whoAsked'), body.includes('London')]).toEqual([200, false, false])
})

test('a draft is rehearsed from its page, and what came of it stands there and in the API alike', async () => {
  const {
    analyst,
    as: acting,
    roundId,
  } = await aRound(db, {
    ...{ until: 'draft', table: authorities, authorities: ['202', '330', '383'] },
  })
  const url = `/rounds/${roundId}/rehearsal`
  const list = `/api/v1/rounds/${roundId}/rehearsals`

  const wrong = await as(analyst).send(url, { returns: 'many', mistakes: '101' })
  expect([
    wrong.statusCode,
    wrong.body.includes('href="#returns"'),
    wrong.body.includes('href="#mistakes"'),
  ]).toEqual([422, true, true])
  expect((await as(analyst).send(url, { returns: '3', mistakes: '20' })).location).toBe(
    `${url}?done=rehearsal-asked`,
  )
  const waiting = await as(analyst).open(`${url}?done=rehearsal-asked`)
  expect(waiting.text).toContain('The rehearsal has been asked for.')
  expect(waiting.text).toContain('It is under way')
  expect((await as(analyst).send(url, { returns: '3', mistakes: '20' })).text).toContain(
    'is under way. Wait until',
  )
  const [{ rehearsalId }] = (await portal.as(analyst)({ url: list })).json().items
  await runRehearsal(acting(system), { rehearsalId })

  const { results, isOutOfDate } = (await portal.as(analyst)({ url: `${list}/${rehearsalId}` })).json()
  const done = await as(analyst).open(url)
  expect([isOutOfDate, results.returns]).toEqual([false, 3])
  expect(done.text).toContain(`3, with ${results.rows} rows`)
  expect(done.text).toContain(`${results.planted}, of which the checks found ${results.found}`)
  for (const { rule } of results.rules) expect([rule, done.text.includes(rule)]).toEqual([rule, true])
  expect(done.text).toContain(`Figures, from ${results.counted} sample return`)
  expect(Buffer.byteLength(done.body)).toBeLessThan(30_000)

  await as(analyst).send(`/rounds/${roundId}/notice`, { message: 'Something new.', revision: '1' })
  expect((await as(analyst).open(url)).text).toContain('This is out of date: the draft has changed since.')
  const again = await portal.as(analyst)({ method: 'POST', url: list, payload: { returns: 1 } })
  expect([again.statusCode, again.json().state]).toEqual([202, 'waiting'])
  expect((await as(analyst).open(`${url}?shown=${rehearsalId}`)).text).toContain(
    'Every rehearsal of this round',
  )
})
