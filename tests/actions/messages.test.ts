import { acceptReturn } from '@rollcall/actions/accept-return'
import { beforeEach, expect, test } from 'vitest'
import { aSignedReturn } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { testMailServer } from '../support/mail-server.ts'
import { messages, post } from '../support/post.ts'

const { db } = testDatabase()
const server = testMailServer()
const before = { now: new Date('2024-10-01T09:00:00Z') }

beforeEach(async () => {
  await post(db, server.mailer, before)
})

test('whoever is told of an acceptance has one message, in words that say what to do first', async () => {
  const { as, analyst, officer, dataRequestId, submissionId } = await aSignedReturn(db)
  const had = server.received.length

  await acceptReturn(as(analyst), { dataRequestId, submissionId })
  await post(db, server.mailer, before)
  await post(db, server.mailer, before)

  const kept = (await messages(db)).filter((one) => one.dataRequestId === dataRequestId)
  const accepted = kept.filter(({ kind }) => kind === 'return accepted')
  expect(accepted.map(({ state, writtenAs }) => [state, writtenAs]).toSorted()).toEqual([
    ['sent', 'officer'],
    ['sent', 'signatory'],
  ])
  expect(server.received.length).toBeGreaterThan(had)
  const own = accepted.find(({ personId }) => personId === officer.personId)
  const mail = server.received.filter(({ to }) => to.includes(String(own?.address)))
  expect(mail.map(({ subject }) => subject)).toContain(
    'Nothing more to do: Birmingham’s return is accepted, Children in illegal homes, September 2024',
  )
  expect(own?.body).toContain(`https://rollcall.example/data-requests/${dataRequestId}`)
})
