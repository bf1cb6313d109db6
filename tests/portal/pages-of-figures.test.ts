import { keepFigures } from '@rollcall/actions/keep-figures'
import { refreshFigures } from '@rollcall/actions/refresh-figures'
import { illegalHomes } from '@rollcall/collections/illegal-homes/collection'
import { nameOfFigure } from '@rollcall/domain/like-for-like'
import { system } from '@rollcall/domain/viewer'
import { amountText, changeText } from '@rollcall/portal/pages/amounts'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { acceptAndCount, declareAndSign, sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { aLastRound } from '../support/last-round.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'
import { aReturn, aWorkbook } from '../support/returns.ts'

const { db } = testDatabase()
const portal = testPortal(db)
const birminghams = (aReturn().sheets.children ?? []).length

type Round = Awaited<ReturnType<typeof aDataRequest>>

/** Birmingham’s return counts with its children, Camden’s with none; nothing came from Leeds. */
async function twoCounted(round?: Round) {
  const given = round ?? (await aDataRequest(db))
  const { as, roundId, foreigner, foreignDataRequestId } = given
  const { submissionId } = await sendAndSign(given, given, await aWorkbook())
  await acceptAndCount(given, given, submissionId)
  const camden = { dataRequestId: foreignDataRequestId, authorityId: foreigner.authorityId }
  await acceptAndCount(given, camden, (await declareAndSign(given, camden)).submissionId)
  await refreshFigures(as(system), { roundId })
  return {
    ...{ ...given, url: `/rounds/${roundId}/figures`, kept: `/rounds/${roundId}/snapshots` },
    ...pageAsker(portal, given.analyst),
    ask: async (path: string) =>
      (await portal.as(given.analyst)({ url: `/api/v1/rounds/${roundId}/${path}` })).json(),
  }
}

interface Shown {
  readonly id: string
  readonly value: number | null
  readonly authorities: number
  readonly numerator: number | null
  readonly denominator: number | null
  readonly notHeld: number
  readonly breakdown: Readonly<Record<string, string | number>>
}

/** The cells of each row of the first table of a page. */
const rowsOf = (body: string): string[][] =>
  [...(/<tbody[^>]*>([\s\S]*?)<\/tbody>/.exec(body)?.[1] ?? '').matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(
    ([, row = '']) =>
      [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) =>
        cell
          .replaceAll(/<[^>]+>/g, '')
          .replaceAll(/\s+/g, ' ')
          .trim(),
      ),
  )

const figureOf = (id: string) => {
  const found = illegalHomes.figures.find((figure) => figure.id === id)
  if (found === undefined) throw new Error(`there is no figure ${id}`)
  return found
}

const breakdownsIn = (id: string) => {
  const figure = figureOf(id)
  return 'breakdowns' in figure ? figure.breakdowns : undefined
}

test('every figure for England stands there as the API has it, with how many authorities it is made from', async () => {
  const last = await aLastRound(db)
  await acceptAndCount(last, last, last.submissionId)
  await refreshFigures(last.as(system), { roundId: last.roundId })
  const { open, url, ask } = await twoCounted(await aDataRequest(db, { lastRoundId: last.roundId }))
  const { figures, hash } = await ask('figures')
  const england: Shown[] = figures.filter(({ breakdown }: Shown) => Object.keys(breakdown).length === 0)
  const { changes, authorities } = await ask('change')

  const page = await open(url)

  expect(page.text).toContain('These figures are not protected')
  expect(page.text).toContain(`In the figures 2 of 3 authorities`)
  expect(page.text).toContain(hash)
  expect(page.text).toMatch(/1 authority is not in the figures Nothing sent \(1\): Leeds/)
  expect(authorities).toEqual(['330'])
  expect(page.text).toContain('it compares the one authority that is in the figures of both rounds')
  const rows = rowsOf(page.body)
  expect(england.length).toBeGreaterThan(20)
  expect(rows.map((cells) => cells.slice(1))).toEqual(
    england.map((one) => {
      const change = changes.find(
        ({ id, breakdown }: Shown) => id === one.id && Object.keys(breakdown).length === 0,
      )
      return [
        amountText(one.value, figureOf(one.id)),
        `${one.authorities} of 3`,
        change ? changeText(change, figureOf(one.id)) : 'Not compared',
      ]
    }),
  )
  for (const [at, { id, numerator, denominator, notHeld }] of england.entries()) {
    if (figureOf(id).kind === 'share') expect(rows[at]?.[0]).toContain(`; ${numerator} of ${denominator}`)
    expect([id, rows[at]?.[0]?.includes(`; ${notHeld} not held`)]).toEqual([id, notHeld > 0])
  }
  expect(rows[0]?.[1]).toBe(`${birminghams}`)
  expect(rows[0]?.[3]).toBe('−1 (−6.7%)')
  const spreads = figures.filter(({ breakdown }: Shown) => 'spread' in breakdown)
  expect(spreads.length).toBeGreaterThan(10)
  expect(
    rowsOf(page.body.slice(page.body.indexOf('Across authorities'))).flatMap((cells) => cells.slice(1)),
  ).toEqual(spreads.map((one: Shown) => amountText(one.value, figureOf(one.id))))
})

test('each figure leads to the returns it is made from, and they come to it', async () => {
  const { open, url, ask, dataRequestId } = await twoCounted()
  for (const { id } of illegalHomes.figures) {
    const { statusCode } = await open(`${url}/${id}`)
    expect([id, statusCode]).toEqual([id, 200])
  }

  const page = await open(`${url}/children`)
  const { items } = await ask('figures/children/returns')

  expect(page.body).toContain(`href="/data-requests/${dataRequestId}/review"`)
  expect(rowsOf(page.body).map(([name, value]) => [name, value])).toEqual(
    items.map(({ name, value }: { name: string; value: number }) => [name, `${value}`]),
  )
  expect(rowsOf(page.body).reduce((sum, [, value]) => sum + Number(value), 0)).toBe(birminghams)
  expect(page.text).toContain('made from 2 of 3 authorities')
  expect(page.text).toContain('1 (nil return)')
  const cost = await open(`${url}/annualised_cost`)
  expect(cost.text).toContain('children × mean daily cost × 365')
  const spread = await open(`${url}/mean_weekly_cost_spread`)
  expect(spread.text).toContain('1 return in the figures says nothing about this one Camden')
  expect(rowsOf(spread.body).map(([name]) => name)).toEqual(['Birmingham'])
  expect((await open(`${url}/nothing`)).statusCode).toBe(404)
})

test('each group of each breakdown stands there as the API has it, with its authorities and its change', async () => {
  const last = await aLastRound(db)
  await acceptAndCount(last, last, last.submissionId)
  const { open, url, ask } = await twoCounted(await aDataRequest(db, { lastRoundId: last.roundId }))
  const { changes } = await ask('change')
  const wanted = [
    ...(breakdownsIn('children') ?? []).map((by) => ['children', by.join()] as const),
    ...['share_dol', 'mean_weekly_cost', 'also_last_round'].flatMap((id) =>
      (breakdownsIn(id) ?? []).slice(0, 3).map((by) => [id, by.join()] as const),
    ),
  ]
  expect(wanted.length).toBeGreaterThan(20)
  for (const [id, by] of wanted) {
    const page = await open(`${url}/${id}/by/${by}`)
    const { figures } = await ask(`figures?figure=${id}&by=${by}`)
    const groups = new Map<string, Parameters<typeof changeText>[0]>(
      changes.map((one: Shown) => [nameOfFigure(one), one]),
    )

    expect([id, by, rowsOf(page.body).map(([, value, ...rest]) => [value, rest.at(-1)])]).toEqual([
      ...[id, by],
      figures.map((one: Shown) => {
        const change = groups.get(nameOfFigure(one))
        return [
          amountText(one.value, figureOf(id)),
          change ? changeText(change, figureOf(id)) : 'Not compared',
        ]
      }),
    ])
  }
})

test('a breakdown says of how many authorities each group is, sorts, and leads to returns', async () => {
  const { open, url, dataRequestId } = await twoCounted()

  const byRegion = await open(`${url}/children/by/region`)
  expect(rowsOf(byRegion.body).map((cells) => cells.slice(0, 3))).toEqual([
    ['London', '0', '1 of 1'],
    ['West Midlands', `${birminghams}`, '1 of 1'],
  ])
  expect(byRegion.text).toContain(`The most is ${birminghams} (West Midlands), the least 0 (London).`)
  const sorted = await open(`${url}/children/by/region?sort=-value`)
  expect(rowsOf(sorted.body).map(([name]) => name)).toEqual(['West Midlands', 'London'])
  expect(sorted.body).toContain('aria-sort="descending"')

  const byAuthority = await open(`${url}/children/by/authority`)
  expect(byAuthority.body).toContain(`href="/data-requests/${dataRequestId}/review"`)
  expect(byAuthority.text).toContain('How many authorities have how much')
  expect((await open(`${url}/children`)).body).toContain(`href="${url}/children/by/age_band"`)
  for (const path of ['children/by/nothing', 'nothing/by/region'])
    expect((await open(`${url}/${path}`)).statusCode).toBe(404)
})

test('figures are kept under a label with a note, and stand in the list', async () => {
  const { open, send, kept, ask } = await twoCounted()

  const sent = await send(kept, { label: 'First look', note: 'Two of three authorities.' })

  expect([sent.statusCode, sent.location]).toEqual([303, `${kept}?done=figures-kept`])
  const page = await open(String(sent.location))
  expect(page.text).toContain('The figures are kept as they were at that moment.')
  const [snapshot] = (await ask('snapshots')).items
  expect(page.text).toMatch(
    /First look Two of three authorities\. Kept by Some analyst on .*, from 2 of 3 authorities\./,
  )
  expect(page.text.split(snapshot.hash)).toHaveLength(2)
})

test.each([
  ['', 'Give the snapshot a label.'],
  ['As at the due date, 31 October 2024', 'Choose another label.'],
  ['Taken', 'already. Choose another label.'],
])('a label that cannot be used is told beside its field: “%s”', async (label, words) => {
  const round = await aDataRequest(db)
  const { as, analyst, roundId } = round
  await keepFigures(as(analyst), { roundId, label: 'Taken' })
  const { send, kept } = await twoCounted(round)

  const refused = await send(kept, { label, note: 'Of two.' })

  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('href="#label"')
  expect(refused.text.split(words)).toHaveLength(3)
  expect(refused.text).toContain('Of two.')
})

test('before the first return is counted there are no figures, and who is missing all the same', async () => {
  const { roundId, analyst } = await aDataRequest(db)
  const { open } = pageAsker(portal, analyst)

  const page = await open(`/rounds/${roundId}/figures`)

  expect(page.text).toContain('there are no figures')
  expect(page.text).toMatch(/Nothing sent \(3\): Birmingham, Camden, Leeds/)
  expect((await open(`/rounds/${roundId}/figures/children`)).text).toContain('there is no figure')
})

test('to authorities these pages are not there', async () => {
  const { officer, roundId } = await aDataRequest(db)

  for (const path of ['figures', 'figures/children', 'figures/children/by/region', 'snapshots'])
    expect((await pageAsker(portal, officer).open(`/rounds/${roundId}/${path}`)).statusCode).toBe(404)
})
