import { randomUUID } from 'node:crypto'
import { askForExtension } from '@rollcall/actions/ask-for-extension'
import { askForRoundExtract } from '@rollcall/actions/ask-for-round-extract'
import { askQuestion } from '@rollcall/actions/ask-question'
import { transact } from '@rollcall/actions/context'
import { extractRows } from '@rollcall/actions/extract-rows'
import { keepFigures } from '@rollcall/actions/keep-figures'
import { makeSignInLink } from '@rollcall/actions/make-sign-in-link'
import { nameCover } from '@rollcall/actions/name-cover'
import { proposeRelaxation } from '@rollcall/actions/propose-relaxation'
import { raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { readSessions } from '@rollcall/actions/read-sessions'
import { registerClient } from '@rollcall/actions/register-client'
import { saveView } from '@rollcall/actions/save-view'
import { useSignInLink } from '@rollcall/actions/use-sign-in-link'
import { insertAnnouncement } from '@rollcall/database/announcements'
import type { Db } from '@rollcall/database/connect'
import { listLettersOf } from '@rollcall/database/listed-letters'
import { insertBrokenAddress, insertMessages, type NewMessage } from '@rollcall/database/messages'
import { insertRehearsal } from '@rollcall/database/rehearsals'
import {
  AnnouncementId,
  type DataRequestId,
  type MembershipId,
  type PersonId,
  RehearsalId,
  type RoundId,
} from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { aClientKey, aMember, type Cast, day, membershipIdOf } from './builders.ts'
import { sendAndSign } from './counted-returns.ts'
import { aWorkbook, storedRequest, veryLow } from './returns.ts'

/** One id of everything that an authority has or has to do with, by the name that addresses and bodies give it. */
export type Holdings = Readonly<Record<(typeof held)[number], string>>

export const held = [
  'roundId',
  'lastRoundId',
  'snapshotId',
  'viewId',
  'deletedViewId',
  'otherDeletedViewId',
  'dataRequestId',
  'submissionId',
  'againstSubmissionId',
  'dataQueryId',
  'extensionId',
  'messageId',
  'brokenAddressId',
  'letterId',
  'announcementId',
  'coverId',
  'otherCoverId',
  'thirdCoverId',
  'questionId',
  'relaxationId',
  'rehearsalId',
  'clientId',
  'extractId',
  'roundExtractId',
  'membershipId',
  'toMembershipId',
  'removedMembershipId',
  'otherRemovedMembershipId',
  'thirdRemovedMembershipId',
  'leavingMembershipId',
  'sessionId',
  'otherSessionId',
  'officeMembershipId',
  'otherOfficeMembershipId',
  'officeSessionId',
  'otherOfficeSessionId',
  'personId',
  'authorityId',
] as const

interface Place {
  /** The authority's. */
  readonly code: string
  readonly roundId: RoundId
  readonly dataRequestId: DataRequestId
}

/** Gives one authority something of everything: two versions of a return, signed and asked about, people, a system and a snapshot. */
export async function holdingsOf(
  db: Db,
  cast: Cast,
  { code, roundId, dataRequestId }: Place,
): Promise<Holdings> {
  const { officer, analyst, as } = cast
  const { authorityId, personId } = officer
  const member = async () => {
    const person = await aMember(db, 'officer', authorityId)
    return await membershipIdOf(db, { ...officer, personId: person })
  }
  const membershipId = await member()
  const { extensionId } = await askForExtension(as(officer), {
    ...{ dataRequestId, until: day('2024-11-05'), reason: 'Our system is down.' },
  })
  const { questionId } = await askQuestion(as(officer), { dataRequestId, text: 'Does a caravan count?' })
  const whose = { dataRequestId, authorityId }
  const first = await sendAndSign(cast, whose, await aWorkbook([veryLow], code))
  const second = await sendAndSign(cast, whose, await aWorkbook([], code))
  const { dataQueryId } = await raiseDataQuery(as(analyst), {
    ...{ dataRequestId, about: { kind: 'return' }, dueOn: day('2024-12-01'), text: 'Is this all?' },
  })
  const { submissionId } = second
  const { extractId } = await extractRows(as(analyst), { submissionId, reason: 'Two costs look swapped.' })
  const view = async () =>
    (await saveView(as(analyst), { name: randomUUID(), shows: '', isShared: true })).viewId
  const { relaxationId } = await proposeRelaxation(as(analyst), {
    ...{
      roundId: (await storedRequest(db, dataRequestId)).roundId,
      rule: 'IH-007',
      effect: 'off',
      authority: code,
    },
    reason: 'The date is not kept.',
  })
  const { roundExtractId } = await askForRoundExtract(as(analyst), {
    ...{ roundId, sheet: 'children', columns: ['sex'], reason: 'We count boys and girls.' },
  })
  const { clientId } = await registerClient(as(officer), { name: 'CaseFlow', publicJwk: await aClientKey() })
  const { snapshotId } = await keepFigures(as(system), { roundId, label: randomUUID() })
  const [sessionId, otherSessionId] = await twoSessions(cast, officer, await membershipIdOf(db, officer))
  const ofOffice = async () => ({ ...analyst, personId: await aMember(db, 'analyst', null) })
  const signedIn = await ofOffice()
  const [officeSessionId, otherOfficeSessionId] = await twoSessions(
    ...([cast, signedIn, await membershipIdOf(db, signedIn)] as const),
  )
  return {
    ...{ roundId, lastRoundId: roundId, snapshotId, dataRequestId, dataQueryId, extensionId, clientId },
    ...{ questionId, relaxationId },
    rehearsalId: await aRehearsal(cast, roundId),
    ...{ viewId: await view(), deletedViewId: await view(), otherDeletedViewId: await view() },
    roundExtractId,
    letterId: await theLetter(cast, dataRequestId),
    brokenAddressId: await aBrokenAddress(cast, personId),
    messageId: await aMessage(cast, { authorityId, dataRequestId, personId }),
    ...{ submissionId, extractId, againstSubmissionId: first.submissionId },
    announcementId: await anAnnouncement(cast, roundId),
    coverId: await aCover(cast, membershipId, '2999-02-01'),
    ...{
      otherCoverId: await aCover(cast, membershipId, '2999-03-01'),
      thirdCoverId: await aCover(cast, membershipId, '2999-04-01'),
    },
    ...{ membershipId, toMembershipId: await member(), removedMembershipId: await member() },
    ...{ leavingMembershipId: await member(), otherRemovedMembershipId: await member() },
    thirdRemovedMembershipId: await member(),
    officeMembershipId: await membershipIdOf(db, await ofOffice()),
    otherOfficeMembershipId: await membershipIdOf(db, await ofOffice()),
    ...{ officeSessionId, otherOfficeSessionId },
    ...{ personId, authorityId, sessionId, otherSessionId },
  }
}

/** The id of a rehearsal that came to nothing. */
async function aRehearsal({ as, analyst }: Cast, roundId: RoundId): Promise<string> {
  const id = RehearsalId.parse(randomUUID())
  const asked = { roundId, authorities: 1, mistakes: 0, askedBy: analyst.personId, askedAt: new Date() }
  await transact(as(analyst), (trx) =>
    insertRehearsal(trx, { id, ...asked, state: 'failed', finishedAt: new Date() }),
  )
  return id
}

/** The id of what was announced of a round before it was closed. */
async function anAnnouncement({ as, approver }: Cast, roundId: RoundId): Promise<string> {
  const id = AnnouncementId.parse(randomUUID())
  const announced = { publishedOn: day('2024-12-01'), address: 'https://www.example.org/figures' }
  const by = { announcedBy: approver.personId, announcedAt: new Date() }
  await transact(as(approver), (trx) => insertAnnouncement(trx, { id, roundId, ...announced, ...by }))
  return id
}

/** The id of a day on which the signatory stands in for somebody. */
async function aCover({ as, signatory }: Cast, membershipId: MembershipId, on: string): Promise<string> {
  const coverMembershipId = await membershipIdOf(as(signatory).db, signatory)
  const { coverId } = await nameCover(as(signatory), {
    ...{ membershipId, coverMembershipId, fromOn: day(on), untilOn: day(on) },
  })
  return coverId
}

/** The id of the letter in which it was asked. */
async function theLetter({ as, officer }: Cast, dataRequestId: DataRequestId): Promise<string> {
  const [letter] = await transact(as(officer), (trx) => listLettersOf(trx, dataRequestId))
  if (letter === undefined) throw new Error('its request is no letter')
  return letter.id
}

/** The id of an address that does not work. */
const aBrokenAddress = ({ as }: Cast, personId: PersonId) =>
  transact(as(system), async (trx): Promise<string> => {
    const broken = { address: 'gone@people.example', fault: 'came back', foundAt: new Date() } as const
    return String(await insertBrokenAddress(trx, { personId, ...broken }))
  })

/** The id of a message that nobody could take. */
const aMessage = (
  { as }: Cast,
  of: Pick<NewMessage, 'authorityId' | 'roundId' | 'dataRequestId' | 'personId'>,
) =>
  transact(as(system), async (trx): Promise<string> => {
    const step = randomUUID()
    const message = { kind: 'return accepted', step, writtenAs: 'officer', sendAfter: new Date() } as const
    await insertMessages(trx, [{ ...message, ...of }])
    const { id } = await trx
      .updateTable('messages')
      .set({ state: 'given up', why: 'It was refused.' })
      .where('step', '=', step)
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })

/** The ids of sessions that somebody is in now. */
async function twoSessions(
  { as }: Cast,
  viewer: Cast['officer'] | Cast['analyst'],
  membershipId: MembershipId,
): Promise<[string, string]> {
  const when = { now: new Date() }
  for (let times = 0; times < 2; times++)
    await useSignInLink(as(system, when), await makeSignInLink(as(system, when), { membershipId }))
  const [one, other] = await readSessions(as(viewer, when))
  if (!one || !other) throw new Error('they are not signed in twice')
  return [one.id, other.id]
}
