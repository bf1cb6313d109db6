import { authorities } from '@rollcall/collections/authorities/authorities'
import { collections } from '@rollcall/collections/collections'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'

const { db } = testDatabase()
const portal = testPortal(db)

/** Every page that tells what a collection asks, as its officer opens them. */
async function pagesOf(collection: (typeof collections)[number]) {
  const { officer, dataRequestId } = await aDataRequest(db, {
    table: authorities,
    collectionId: collection.id,
  })
  const { open } = pageAsker(portal, officer)
  const at = `/data-requests/${dataRequestId}/asked`
  const paths = ['', '/lists', '/checks', ...collection.sheets.map(({ id }) => `/sheets/${id}`)]
  return await Promise.all(paths.map(async (path) => ({ path, ...(await open(`${at}${path}`)) })))
}

test.each(collections.map((collection) => [collection.id, collection] as const))(
  'what %s asks is on pages that are light, though every authority can be chosen from',
  async (_, collection) => {
    const pages = await pagesOf(collection)

    for (const { path, statusCode, body } of pages)
      expect(
        [path, statusCode, Buffer.byteLength(body) < 30_000],
        `${Buffer.byteLength(body)} bytes`,
      ).toEqual([path, 200, true])
  },
)

test.each(collections.map((collection) => [collection.id, collection] as const))(
  'every question, every hint and every rule of %s is told',
  async (_, collection) => {
    const text = (await pagesOf(collection)).map((page) => page.text.replaceAll('’', "'")).join('\n')

    const words = collection.sheets.flatMap(({ intro, columns }) => [
      intro,
      ...columns.flatMap(({ heading, hint, line, part }) => [
        line && part ? `${line}: ${part}` : heading,
        ...(hint ? [hint] : []),
      ]),
    ])
    const said = [
      ...words,
      ...collection.rules.map(({ code }) => code),
      collection.purpose,
      collection.legalBasis,
    ]
    expect(said.filter((one) => !text.includes(one.replaceAll('’', "'")))).toEqual([])
  },
)
