import { transact } from '@rollcall/actions/context'
import { readColleagues } from '@rollcall/actions/read-colleagues'
import {
  countAuthorities,
  getAuthority,
  listKnownAuthorities,
  listRequestsOfAuthority,
} from '@rollcall/database/known-authorities'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { PageNumber } from '../page-forms.ts'
import { authoritiesPage } from '../pages/authorities-page.ts'
import { authorityPage } from '../pages/authority-page.ts'
import { pageOf } from '../pages/paged.ts'
import { placeOf } from '../pages/people-place.ts'
import { readerOf } from '../reader.ts'
import { covering } from './cover-pages.ts'
import { inviting, leaving, PeopleDone, type Whose } from './people-pages.ts'

const Code = z.object({ code: z.string().min(1).max(50) })
const Search = z.object({
  page: PageNumber,
  text: z.string().trim().max(100).optional().catch(undefined),
  signatory: z.string().max(10).optional().catch(undefined),
})

/** Authorities as the office looks after them, and their people. */
export function authorityPageRoutes(app: App, contextFor: ContextFor): void {
  app.get('/authorities', { schema: { hide: true, querystring: Search } }, async (request) => {
    inOffice(request)
    const { page, text, signatory } = request.query
    const wanted = { text: text === '' ? undefined : text, withoutSignatory: signatory === 'none' }
    const found = await transact(contextFor(request), async (trx) => {
      const total = await countAuthorities(trx, wanted)
      const { from, to } = pageOf(total, { page, href: String })
      return { total, shown: await listKnownAuthorities(trx, { ...wanted, from, limit: to - from }) }
    })
    return authoritiesPage({ reader: readerOf(request), ...wanted, ...found, page })
  })

  const read = async (request: FastifyRequest) => {
    inOffice(request)
    const context = contextFor(request)
    const { code } = Code.parse(request.params)
    const { authority, requests } = await transact(context, async (trx) => {
      const authority = await getAuthority(trx, code)
      return { authority, requests: await listRequestsOfAuthority(trx, authority.id) }
    })
    const colleagues = await readColleagues(context, authority.id)
    return { reader: readerOf(request), authority, requests, colleagues }
  }

  app.get(
    '/authorities/:code',
    { schema: { hide: true, params: Code, querystring: PeopleDone.extend({ page: PageNumber }) } },
    async (request) => authorityPage({ ...(await read(request)), ...request.query }),
  )

  const theirs: Whose = {
    path: '/authorities/:code/people',
    where: async (request) => {
      inOffice(request)
      const { code } = Code.parse(request.params)
      const authority = await transact(contextFor(request), (trx) => getAuthority(trx, code))
      return { place: placeOf(authority), authorityId: authority.id }
    },
    listed: async (request, mistakes) => authorityPage({ ...(await read(request)), page: 1, mistakes }),
  }
  inviting(app, contextFor, theirs)
  leaving(app, contextFor, theirs)
  covering(app, contextFor, theirs)
}
