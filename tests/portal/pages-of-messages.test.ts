import { acceptReturn } from '@rollcall/actions/accept-return'
import { expect, test } from 'vitest'
import { aSignedReturn } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { testMailServer } from '../support/mail-server.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'
import { messages, post } from '../support/post.ts'

const { db } = testDatabase()
const server = testMailServer()
const portal = testPortal(db, { clock: { now: () => new Date('2024-10-01T09:30:00Z') } })
const when = { now: new Date('2024-10-01T09:00:00Z') }

/** A return that was accepted, of which two people were told. */
async function anAcceptance() {
  const signed = await aSignedReturn(db)
  const { as, analyst, dataRequestId, submissionId } = signed
  await acceptReturn(as(analyst), { dataRequestId, submissionId })
  await post(db, server.mailer, when)
  const own = (await messages(db)).filter((one) => one.dataRequestId === dataRequestId)
  return { ...signed, own, ...pageAsker(portal, analyst) }
}

test('what went out in a round is listed with what became of it, and each message can be read as it went', async () => {
  const { roundId, own, open, officer } = await anAcceptance()
  const accepted = own.filter(({ kind }) => kind === 'return accepted')
  const mine = accepted.find(({ personId }) => personId === officer.personId)

  const { text } = await open(`/rounds/${roundId}/messages?kind=return+accepted`)
  expect(text).toContain('Showing 1 to 2 of 2, the newest first')
  expect(text).toContain('Some officer data officer Birmingham Sent 1 October 2024')

  expect((await open(`/rounds/${roundId}/messages?text=no+such`)).text).toContain('No message is like this.')

  const page = await open(`/messages/${mine?.id}`)
  expect(page.text).toContain('Some officer, data officer for Birmingham')
  expect(page.text).toContain('Nothing more to do: Birmingham’s return is accepted')
  expect(page.text).toContain('In the words that Rollcall came with.')

  const file = await open(`/rounds/${roundId}/messages.csv?kind=return+accepted`)
  const [head, ...lines] = file.body.trim().split('\r\n')
  expect(head).toContain('Message,Person,As,Stands in for')
  expect(lines).toHaveLength(2)
  expect(lines[0]).toContain('2024-10-01T09:00:00.000Z')
})
