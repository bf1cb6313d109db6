import { acceptReturn } from '@rollcall/actions/accept-return'
import { answerDataQuery } from '@rollcall/actions/answer-data-query'
import { askForExtension } from '@rollcall/actions/ask-for-extension'
import { askForSignOff } from '@rollcall/actions/ask-for-sign-off'
import { closeDataQuery } from '@rollcall/actions/close-data-query'
import type { Context } from '@rollcall/actions/context'
import { declareNil } from '@rollcall/actions/declare-nil'
import { excludeReturn } from '@rollcall/actions/exclude-return'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { handOverWork } from '@rollcall/actions/hand-over-work'
import { invitePerson } from '@rollcall/actions/invite-person'
import { nameCover } from '@rollcall/actions/name-cover'
import { raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { refuseExtension } from '@rollcall/actions/refuse-extension'
import { removePerson } from '@rollcall/actions/remove-person'
import { reopenReturn } from '@rollcall/actions/reopen-return'
import { sendBackReturn } from '@rollcall/actions/send-back-return'
import { signOffReturn } from '@rollcall/actions/sign-off-return'
import { asViewer } from '@rollcall/database/transaction'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { DataQueryId, ExtensionId, type MembershipId, SubmissionId } from '@rollcall/domain/ids'
import { statementOfTruth } from '@rollcall/domain/sign-off'
import { system } from '@rollcall/domain/viewer'
import { aWorkbook, readyWorkbook, send } from '../support/returns.ts'
import type { Act, Deed } from './lives.ts'
import { type Actor, addressOf, type Stage } from './stage.ts'

interface Doing {
  readonly actor: Actor
  readonly stage: Stage
  readonly officer: Context
  readonly signatory: Context
  readonly analyst: Context
  readonly until: CalendarDate
  readonly officerNumber: number
}

/** Does what somebody does in the season, by the action that does it in the portal. */
export async function perform(
  stage: Stage,
  { at, code, does, until, officer: number = 0 }: Act,
): Promise<void> {
  const actor = stage.actors.get(code)
  if (actor === undefined) throw new Error(`${code} was not asked`)
  await deeds[does]({
    ...{ actor, stage, officerNumber: number, until: until as CalendarDate },
    officer: stage.as(actor.officer, at),
    signatory: stage.as(actor.signatory, at),
    analyst: stage.as(stage.analyst, at),
  })
}

const reason = 'It was agreed.'
/** An error of the check that is relaxed in the season. */
const leftBefore = { expected_end: '31/08/2024' }

const deeds: Readonly<Record<Deed, (doing: Doing) => Promise<unknown>>> = {
  'declare nil': ({ officer, actor: { dataRequestId } }) => declareNil(officer, { dataRequestId }),
  'send a workbook': async ({ officer, actor: { dataRequestId, code } }) =>
    await send(officer, dataRequestId, await readyWorkbook(code)),
  'send an odd workbook': async ({ officer, actor: { dataRequestId, code } }) =>
    await send(officer, dataRequestId, await aWorkbook([leftBefore], code)),
  'ask for sign-off': ({ officer, actor: { dataRequestId } }) => askForSignOff(officer, { dataRequestId }),
  'sign off': async (doing) => {
    const { signatory, actor } = doing
    const { dataRequestId } = actor
    const { sha256 } = await newestOf(doing)
    await signOffReturn(signatory, { dataRequestId, sha256, statement: statementOfTruth })
  },
  'send back': ({ signatory, actor: { dataRequestId } }) =>
    sendBackReturn(signatory, { dataRequestId, reason }),
  accept: async (doing) => {
    const { id } = await newestOf(doing)
    const { dataRequestId } = doing.actor
    await acceptReturn(doing.analyst, { dataRequestId, submissionId: SubmissionId.parse(id) })
  },
  'ask for time': ({ officer, until, actor: { dataRequestId } }) =>
    askForExtension(officer, { dataRequestId, until, reason }),
  'grant time': async (doing) =>
    await grantExtension(doing.analyst, {
      extensionId: ExtensionId.parse(await lastOf(doing, 'extensions')),
    }),
  'give time': ({ analyst, until, actor: { dataRequestId } }) =>
    grantExtension(analyst, { dataRequestId, until, reason }),
  'refuse time': async (doing) =>
    await refuseExtension(doing.analyst, {
      extensionId: ExtensionId.parse(await lastOf(doing, 'extensions')),
      reason,
    }),
  'raise a query': ({ analyst, until, actor: { dataRequestId } }) =>
    raiseDataQuery(analyst, { dataRequestId, about: { kind: 'return' }, dueOn: until, text: 'Is it so?' }),
  answer: async (doing) =>
    await answerDataQuery(doing.officer, {
      dataQueryId: DataQueryId.parse(await lastOf(doing, 'dataQueries')),
      text: 'It is so.',
    }),
  'close the query': async (doing) =>
    await closeDataQuery(doing.analyst, {
      dataQueryId: DataQueryId.parse(await lastOf(doing, 'dataQueries')),
    }),
  exclude: ({ analyst, actor: { dataRequestId } }) => excludeReturn(analyst, { dataRequestId, reason }),
  reopen: ({ analyst, actor: { dataRequestId } }) => reopenReturn(analyst, { dataRequestId, reason }),
  'invite an officer': async ({ signatory, officerNumber, actor: { code, officers } }) => {
    const email = addressOf('officer', code, officerNumber)
    const name = `Person of ${email.split('@')[0]}`
    const { membershipId } = await invitePerson(signatory, { name, email, role: 'officer' })
    officers.set(officerNumber, membershipId)
  },
  'name a cover': ({ signatory, until, actor }) =>
    nameCover(signatory, {
      ...{ membershipId: actor.signs, coverMembershipId: officerOf(actor, 1) },
      ...{ fromOn: signatory.today, untilOn: until },
    }),
  'remove an officer': ({ signatory, officerNumber, actor }) =>
    removePerson(signatory, { membershipId: officerOf(actor, officerNumber) }),
  'hand over': ({ signatory, officerNumber, actor }) =>
    handOverWork(signatory, {
      membershipId: officerOf(actor, officerNumber),
      toMembershipId: officerOf(actor, 1),
    }),
}

function officerOf({ officers }: Actor, number: number): MembershipId {
  const membershipId = officers.get(number)
  if (membershipId === undefined) throw new Error(`there is no officer ${number}`)
  return membershipId
}

const newestOf = ({ stage, actor }: Doing) =>
  asViewer(stage.db, system, (trx) =>
    trx
      .selectFrom('submissions')
      .select(['id', 'sha256'])
      .where('dataRequestId', '=', actor.dataRequestId)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow(),
  )

const lastOf = ({ stage, actor }: Doing, table: 'extensions' | 'dataQueries'): Promise<string> =>
  asViewer(stage.db, system, async (trx) => {
    const query = trx.selectFrom(table).select('id').where('dataRequestId', '=', actor.dataRequestId)
    return (await query.orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()).id
  })
