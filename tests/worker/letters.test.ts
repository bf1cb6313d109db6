import { invitePerson } from '@rollcall/actions/invite-person'
import { signInWithOrganisation } from '@rollcall/actions/sign-in-with-organisation'
import { system } from '@rollcall/domain/viewer'
import { freePort } from '@rollcall/platform/free-port'
import { startWorker } from '@rollcall/worker/start-worker'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRound, contextOf, keys } from '../support/builders.ts'
import { linkIn, testMailServer } from '../support/mail-server.ts'
import { quiet } from './a-worker.ts'
import { testStores } from './stores.ts'

const { db, urls } = testStores()
const server = testMailServer()
const open: (() => unknown)[] = []
beforeAll(async () => {
  await startWorker({
    settings: {
      ...{
        ...urls('postgres'),
        metricsHost: '127.0.0.1',
        metricsPort: await freePort(),
        checksAtOnce: 1,
        mailPerMinute: 1000,
      },
      portalUrl: 'https://rollcall.example',
    },
    ...{ keys, log: quiet },
    mailer: server.mailer,
    opened: (_, close) => open.push(close),
  })
})
afterAll(async () => {
  for (const close of open.toReversed()) await close()
})

test('whoever is invited has an e-mail, and is told when a work account was linked', async () => {
  const { as, signatory } = await aRound(db)
  const email = `${crypto.randomUUID()}@camden.example`
  await invitePerson(as(signatory), { name: 'Ada Byron', email, role: 'officer' })

  const invitation = await server.mailTo(email, 1, 'Accept your invitation to Rollcall')
  expect(invitation.from).toBe('rollcall@office.example')
  const identity = { issuer: 'https://login.example', tenant: '', subject: email }
  await signInWithOrganisation(contextOf(db, system, { now: new Date() }), {
    ...{ identity, invitation: linkIn(invitation).split('/').at(-1) },
  })

  const linked = await server.mailTo(email, 1, 'A work account can now sign in to Rollcall as you')
  expect(linked.to).toEqual([email])
})
