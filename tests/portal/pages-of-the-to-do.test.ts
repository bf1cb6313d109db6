import { answerDataQuery } from '@rollcall/actions/answer-data-query'
import { askForExtension } from '@rollcall/actions/ask-for-extension'
import { askForRoundExtract } from '@rollcall/actions/ask-for-round-extract'
import { askQuestion } from '@rollcall/actions/ask-question'
import { compareReturns } from '@rollcall/actions/compare-returns'
import { giveUpCheck } from '@rollcall/actions/give-up-check'
import { proposeRelaxation } from '@rollcall/actions/propose-relaxation'
import { raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { readDataQueries } from '@rollcall/actions/read-data-queries'
import { authorities } from '@rollcall/collections/authorities/authorities'
import type { Authority } from '@rollcall/domain/authority'
import { system } from '@rollcall/domain/viewer'
import { toDoWords } from '@rollcall/portal/pages/to-do-words'
import { expect, test } from 'vitest'
import { aRound, day, requestsOf } from '../support/builders.ts'
import { acceptAndCount, declareAndSign, sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'
import { aReturn, aWorkbook, readyWorkbook, send, veryLow } from '../support/returns.ts'

const { db } = testDatabase()
const portal = testPortal(db, { clock: { now: () => new Date('2024-10-20T10:00:00Z') } })

/** Ten and more, so that something can be unlike the rest. */
const manyAuthorities = authorities.filter(
  ({ closed, code }) =>
    closed === undefined && (['202', '330', '383'].includes(code) || code.startsWith('87')),
)

/** A round with the requests of its authorities, and an analyst who opens what there is to do. */
async function aToDo(table?: readonly Authority[]) {
  const round = await aRound(db, table && { table })
  const requests = await requestsOf(db, round.roundId)
  const idOf = (code: string) => {
    const found = requests.find((request) => request.code === code)
    if (found === undefined) throw new Error(`${code} was not asked`)
    return { dataRequestId: found.id, authorityId: found.authorityId }
  }
  const { roundId, analyst } = round
  const counts = async (viewer = analyst) => {
    const answer = await portal.as(viewer)({ url: `/api/v1/rounds/${roundId}/to-do` })
    const { items } = answer.json() as { items: { group: string; count: number }[] }
    return Object.fromEntries(items.map(({ group, count }) => [group, count]))
  }
  return { ...round, idOf, counts, ...pageAsker(portal, analyst), url: `/rounds/${roundId}/to-do` }
}

const usualQuestion = { about: { kind: 'return' }, dueOn: day('2024-10-10'), text: 'Is this all?' } as const

test('what waits for the office stands there by kind, with what has waited longest', async () => {
  const round = await aToDo()
  const { as, officer, foreigner, idOf, counts, open, url } = round
  expect((await open(url)).text).toContain('Nothing in this round waits for the office.')

  await declareAndSign(round, idOf('330'))
  const wanted = { until: day('2024-11-10'), reason: 'A flood.' }
  await askForExtension(as(foreigner), { dataRequestId: idOf('202').dataRequestId, ...wanted })
  const leeds = { ...officer, authorityId: idOf('383').authorityId }
  await askQuestion(as(leeds), { dataRequestId: idOf('383').dataRequestId, text: 'Is it so?' })

  expect(await counts()).toEqual({
    ...{
      failed: 0,
      overdue: 0,
      answered: 0,
      'more-time': 1,
      questions: 1,
      messages: 0,
      addresses: 0,
      relaxations: 0,
      extracts: 0,
      letters: 0,
      accept: 1,
      explanations: 0,
      clashes: 0,
      outliers: 0,
    },
  })
  const { text, body } = await open(url)
  expect(text).toContain('3 things wait for somebody of the office.')
  expect(text).toMatch(/Signed returns to accept Longest: Birmingham, since 1 October 2024 at 10:00am ?\. 1/)
  expect(body).toContain(`href="${url}/accept"`)
  expect(text).toContain('11 kinds of which nothing waits Files we could not check')
  expect((await open(`${url}/accept`)).text).toContain('It has not been compared with the other returns yet.')
  expect((await open(`${url}/no-such`)).statusCode).toBe(404)
})

test('a question waits for the office once it is answered, or once its day is over; so does a file that we failed to check', async () => {
  const round = await aToDo()
  const { as, analyst, officer, foreigner, idOf, counts, open, url } = round
  await declareAndSign(round, idOf('330'))
  const { dataQueryId } = await raiseDataQuery(as(analyst), { ...idOf('330'), ...usualQuestion })
  await raiseDataQuery(as(analyst), { ...idOf('330'), ...usualQuestion, dueOn: day('2024-10-20') })
  expect(await counts()).toMatchObject({ overdue: 1, answered: 0, accept: 0 })

  await answerDataQuery(as(officer), { dataQueryId, text: 'It is all.' })
  const { submissionId } = await send(as(foreigner), idOf('202').dataRequestId, await readyWorkbook('202'))
  await giveUpCheck(as(system), { submissionId })

  expect(await counts()).toMatchObject({ failed: 1, overdue: 0, answered: 1 })
  const { body, text } = await open(`${url}/answered`)
  expect(body).toContain(`href="/data-queries/${dataQueryId}"`)
  expect(text).toContain('Showing 1 to 1 of 1, longest first.')
  expect((await open(`${url}/failed`)).text).toContain('Camden 202')
})

test('what is to be approved waits for others than whoever proposed it, and reasons for everybody until they are looked at', async () => {
  const round = await aToDo()
  const { as, approver, roundId, idOf, counts, open, url } = round
  await sendAndSign(round, idOf('330'), await aWorkbook([veryLow]))
  const reason = 'The office decided so.'
  await proposeRelaxation(as(approver), { roundId, rule: 'IH-014', effect: 'off', reason })
  await askForRoundExtract(as(approver), { roundId, sheet: 'children', columns: ['weekly_cost'], reason })

  expect(await counts()).toMatchObject({ relaxations: 1, extracts: 1, explanations: 1 })
  expect(await counts(approver)).toMatchObject({ relaxations: 0, extracts: 0, explanations: 1 })
  const { text, body } = await open(url)
  expect(text).toContain('Extracts of rows, waiting for approval Longest: since')
  for (const page of ['rules', 'extracts', 'to-do/explanations']) {
    expect(body).toContain(`href="/rounds/${roundId}/${page}"`)
    expect((await open(`/rounds/${roundId}/${page}`)).statusCode).toBe(200)
  }
  expect((await open(`${url}/explanations`)).text).toContain('Birmingham 330')
})

test('every kind of thing to do leads to a page that lists it', async () => {
  const { roundId, open } = await aToDo()
  for (const { all, title } of Object.values(toDoWords))
    expect([title, (await open(`/rounds/${roundId}${all}`)).statusCode]).toEqual([title, 200])
})

test('in a draft nothing waits, and to an authority there is nothing to do here', async () => {
  const { roundId, analyst, officer } = await aRound(db, { until: 'draft' })
  const url = `/rounds/${roundId}/to-do`

  expect((await pageAsker(portal, analyst).open(url)).text).toContain('have not been issued yet')
  expect((await pageAsker(portal, officer).open(url)).statusCode).toBe(404)
})

/** Birmingham says what it has, and the others, ten and more, that they have none. */
async function oneAmongMany() {
  const round = await aToDo(manyAuthorities)
  await sendAndSign(round, round.idOf('330'), await readyWorkbook())
  const others = manyAuthorities.filter(({ code }) => code !== '330').map(({ code }) => round.idOf(code))
  const nils = []
  for (const whose of others) nils.push({ ...whose, ...(await declareAndSign(round, whose)) })
  const { roundId, as, idOf } = round
  const compare = () => compareReturns(as(system), { roundId })
  await compare()
  return { ...round, nils, compare, review: `/data-requests/${idOf('330').dataRequestId}/review` }
}

test('what stands out is listed with a sentence why, on its page, in the queue, by the API and on the return', async () => {
  const { roundId, analyst, open, counts, review } = await oneAmongMany()
  const url = `/rounds/${roundId}/outliers`
  const children = aReturn().sheets.children?.length
  const why = `${children} here. Most of the ${manyAuthorities.length} returns have none.`

  const { text, body } = await open(url)
  expect(text).toMatch(new RegExp(`Birmingham 330 [^.]*${why} Signed off`))
  expect(body).toContain(`href="${review}"`)
  expect((await open(`${url}?figure=children&waiting=yes`)).text).toContain(why)
  expect((await open(`${url}?figure=no_such`)).text).toContain('Nothing stands out.')
  expect(await counts()).toMatchObject({ outliers: 1 })
  expect((await open(review)).text).toMatch(new RegExp(`What stands out .*${why}`))
  expect((await open(`${review}/accept`)).text).toMatch(/figures? of it stands? out\. Read the return/)

  const answer = await portal.as(analyst)({ url: `/api/v1${url}?figure=children` })
  expect(answer.json()).toMatchObject({
    items: [{ code: '330', figure: 'children', against: 'others', value: children, why }],
  })
})

test('a return stands beside the accepted ones of its region and of England', async () => {
  const round = await oneAmongMany()
  const { open, nils, review, analyst, compare } = round
  expect((await open(review)).text).toContain('Too few returns have been accepted')
  for (const nil of nils.slice(0, 4)) await acceptAndCount(round, nil, nil.submissionId)
  await compare()

  const { text } = await open(review)
  expect(text).toMatch(/Figure This return Middle of West Midlands Middle of England/)
  expect(text).toMatch(/Too few 0 \(of 4\)/)
  const { compared } = (await portal.as(analyst)({ url: `/api/v1${review}` })).json() as {
    compared: { usual: object[] }
  }
  expect(compared.usual[0]).toEqual({
    ...{ figure: 'children', inRegion: null },
    inEngland: { low: 0, middle: 0, high: 0, returns: 4 },
  })
})

/** Birmingham and Leeds have both signed a return with one child in common. */
async function oneClash() {
  const round = await aToDo()
  const [{ child_id: _, placed_in: __, ...claimed } = {}] = aReturn('330').sheets.children ?? []
  await sendAndSign(round, round.idOf('330'), await readyWorkbook())
  await sendAndSign(round, round.idOf('383'), await aWorkbook([claimed], '383'))
  await compareReturns(round.as(system), round)
  return round
}
const due2024 = { 'due-day': '1', 'due-month': '12', 'due-year': '2024' }

test('a child that two signed returns have is told before either is accepted, and both are asked at once', async () => {
  const { roundId, open, send: post, counts, idOf, as, analyst } = await oneClash()
  expect(await counts()).toMatchObject({ clashes: 1, accept: 2 })
  const { text, body } = await open(`/rounds/${roundId}/clashes`)
  expect(text).toMatch(/(Birmingham|Leeds) \d+ Signed off (Birmingham|Leeds) \d+ Signed off 1 Ask both/)
  const [, link = ''] = /href="([^"]*\/ask\?[^"]*)"/.exec(body) ?? []

  const form = await open(link.replaceAll(/&#?\w+;/g, '&'))
  expect(form.text).toContain('1 child in your return seems to be counted by another authority too.')
  const typed = { to: 'Birmingham\n383', about: 'return', figure: '', text: 'Is it yours?', ...due2024 }
  const preview = await post(`/rounds/${roundId}/ask`, typed)
  expect(preview.text).toContain('You are about to ask 2 authorities.')
  expect(await counts()).toMatchObject({ clashes: 1 })
  const asked = await post(`/rounds/${roundId}/ask`, { ...typed, confirm: 'yes' })

  expect(asked.location).toBe(`/rounds/${roundId}/to-do?done=authorities-asked`)
  expect(await counts()).toMatchObject({ clashes: 0, accept: 0 })
  for (const code of ['330', '383']) {
    const [query] = await readDataQueries(as(analyst), idOf(code).dataRequestId)
    expect(query).toMatchObject({ about: { kind: 'return' }, dueOn: '2024-12-01', waitsForAuthority: true })
  }
})

test('who cannot be asked is told before the rest are, and every mistake of the form at once', async () => {
  const round = await aToDo()
  const { roundId, analyst, idOf, open, send: post } = round
  await declareAndSign(round, idOf('330'))
  const url = `/rounds/${roundId}/ask`
  const typed = { to: '330, 383', about: 'figure', figure: 'children', text: 'Are you sure?', ...due2024 }

  const preview = await post(url, typed)
  expect(preview.text).toContain('1 authority cannot be asked now')
  expect(preview.text).toContain('Leeds: This return has not been started')
  const wrong = await post(url, { ...typed, to: 'Atlantis\nKent', figure: '', text: ' ', 'due-day': '' })
  expect(wrong.statusCode).toBe(422)
  for (const words of [
    'no authority by “Atlantis”',
    'Choose the figure',
    'Write the question',
    'must include a day',
  ])
    expect(wrong.text).toContain(words)
  expect((await post(url, { ...typed, 'due-year': '2023' })).text).toContain('Choose a day after')
  expect((await open(`${url}?to=330&figure=children`)).body).toContain('Birmingham</textarea>')

  const answer = await portal.as(analyst)({
    ...{ method: 'POST', url: `/api/v1/rounds/${roundId}/data-queries` },
    payload: { to: ['330', '383', '999'], about: { kind: 'return' }, dueOn: '2024-12-01', text: 'So?' },
  })
  expect(answer.json()).toMatchObject({
    asked: [{ code: '330' }],
    notAsked: [{ code: '383', authority: 'Leeds' }, { code: '999' }],
  })
})

test('those about which nothing is open are accepted together, and those that are not say why', async () => {
  const { roundId, analyst, open, review, counts } = await oneAmongMany()
  const url = `/rounds/${roundId}/to-do/accept`
  const { body, text } = await open(url)
  const ticks = [...body.matchAll(/name="return"[^>]*value="([^"]+)" checked/g)].map(
    ([, value = '']) => value,
  )
  expect(ticks).toHaveLength(manyAuthorities.length - 1)
  expect(text).toMatch(/Something is open about these .* Birmingham 330 .* stands? out\./)
  expect(body).toContain(`href="${review}"`)
  const accept = (values: readonly string[]) =>
    portal.as(analyst)({
      ...{ method: 'POST', url, payload: values.map((value) => `return=${value}`).join('&') },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  const nobody = await accept([])
  expect(nobody.statusCode).toBe(422)
  expect(nobody.body).toContain('Tick at least one return.')

  const accepted = await accept(ticks.slice(0, 3))
  expect(accepted.headers.location).toBe(`${url}?done=returns-accepted`)
  const again = await accept(ticks.slice(2, 4))

  expect(again.statusCode).toBe(422)
  expect(again.body).toContain('1 return was accepted.')
  expect(again.body).toContain('It does not wait to be accepted any more.')
  expect(await counts()).toMatchObject({ accept: manyAuthorities.length - 4 })
})
