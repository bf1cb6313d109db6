import { authorities } from '@rollcall/collections/authorities/authorities'
import { collections } from '@rollcall/collections/collections'
import type { OfficeViewer } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aRound } from '../support/builders.ts'
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
