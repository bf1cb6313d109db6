import { announcePublication } from '@rollcall/actions/announce-publication'
import { approveRelaxation } from '@rollcall/actions/approve-relaxation'
import { changeDates } from '@rollcall/actions/change-dates'
import type { Context } from '@rollcall/actions/context'
import { pauseMessages } from '@rollcall/actions/pause-messages'
import { proposeRelaxation } from '@rollcall/actions/propose-relaxation'
import { proposeWithdrawal } from '@rollcall/actions/propose-withdrawal'
import { resumeMessages } from '@rollcall/actions/resume-messages'
import { withdrawAnnouncement } from '@rollcall/actions/withdraw-announcement'
import { findAnnouncement } from '@rollcall/database/announcements'
import { getRound } from '@rollcall/database/rounds'
import { asViewer } from '@rollcall/database/transaction'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { RelaxationId, type RoundId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import type { RoundAct, RoundDeed } from './acts-of-the-round.ts'
import type { Stage } from './stage.ts'

interface Doing {
  readonly stage: Stage
  readonly roundId: RoundId
  readonly analyst: Context
  readonly approver: Context
  readonly on: CalendarDate
}

/** Does what the office does for everybody at once, by the action that does it in the portal. */
export async function performForAll(stage: Stage, { at, does, on }: RoundAct): Promise<void> {
  const [analyst, approver] = [stage.as(stage.analyst, at), stage.as(stage.approver, at)]
  await deeds[does]({ stage, roundId: stage.roundId, analyst, approver, on: on ?? analyst.today })
}

const reason = 'It was agreed.'
/** The check that is relaxed: what an odd workbook has wrong, it alone finds. */
const rule = 'IH-007'

const deeds: Readonly<Record<RoundDeed, (doing: Doing) => Promise<unknown>>> = {
  'propose to relax the check': ({ analyst, roundId }) =>
    proposeRelaxation(analyst, { roundId, rule, effect: 'off', reason }),
  'relax the check': approveProposal,
  'propose that the check holds again': async (doing) =>
    await proposeWithdrawal(doing.analyst, { relaxationId: await newestRelaxation(doing), reason }),
  'have the check hold again': approveProposal,
  'change the due date': async ({ stage, analyst, roundId, on: dueOn }) => {
    const { revision } = await asViewer(stage.db, system, (trx) => getRound(trx, roundId))
    await changeDates(analyst, { roundId, revision, reason, dueOn })
  },
  'pause the round': ({ analyst, roundId }) => pauseMessages(analyst, { roundId, reason }),
  'resume the round': ({ analyst, roundId }) => resumeMessages(analyst, { roundId }),
  'pause all': ({ approver }) => pauseMessages(approver, { reason }),
  'resume all': ({ approver }) => resumeMessages(approver, {}),
  'announce the figures': ({ approver, roundId }) =>
    announcePublication(approver, {
      ...{ roundId, publishedOn: approver.today, address: 'https://www.office.example/figures' },
    }),
  'withdraw the announcement': async ({ stage, approver, roundId }) => {
    const inForce = await asViewer(stage.db, system, (trx) => findAnnouncement(trx, roundId))
    if (inForce === undefined) throw new Error('nothing was announced')
    await withdrawAnnouncement(approver, { announcementId: inForce.id, reason })
  },
}

async function approveProposal(doing: Doing): Promise<void> {
  await approveRelaxation(doing.approver, { relaxationId: await newestRelaxation(doing) })
}

/** What was proposed last about a check: a relaxation, or that it ends. */
const newestRelaxation = ({ stage, roundId }: Doing): Promise<RelaxationId> =>
  asViewer(stage.db, system, async (trx) => {
    const query = trx.selectFrom('relaxations').select('id').where('roundId', '=', roundId)
    return RelaxationId.parse(
      (await query.orderBy('proposedAt', 'desc').limit(1).executeTakeFirstOrThrow()).id,
    )
  })
