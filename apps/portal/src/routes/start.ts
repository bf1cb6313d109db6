import { transact } from '@rollcall/actions/context'
import { getPersonWithMemberships } from '@rollcall/database/askers'
import { startOf } from '@rollcall/database/start'
import { permissionsOf } from '@rollcall/domain/permissions'
import { Problem } from '@rollcall/domain/problem'
import { isOffice } from '@rollcall/domain/viewer'
import type { App, ContextFor } from '../app.ts'
import { signedOutPage, startPage } from '../pages/start-page.ts'
import { readerOf } from '../reader.ts'

export function startRoutes(app: App, contextFor: ContextFor): void {
  app.get('/', { config: { open: true }, schema: { hide: true } }, async (request) => {
    if (request.asker === undefined) {
      // Somebody who is signed in is not told otherwise because we could not look.
      if (request.refused && !(request.refused instanceof Problem)) throw request.refused
      return signedOutPage(readerOf(request))
    }
    const { viewer, membershipId } = request.asker
    const { person, memberships, start } = await transact(contextFor(request), async (trx) => ({
      ...(await getPersonWithMemberships(trx, viewer)),
      start: await startOf(trx, isOffice(viewer)),
    }))
    const inUse = memberships.find(({ id }) => id === membershipId)
    return startPage({
      reader: readerOf(request),
      name: person.name,
      role: viewer.role,
      of: inUse?.authority ?? 'the office',
      may: permissionsOf(viewer),
      ...start,
    })
  })
}
