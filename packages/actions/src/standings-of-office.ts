import type { Trx } from '@rollcall/database/connect'
import { listDigestedRounds, wantsDigest } from '@rollcall/database/digests'
import { countToDo } from '@rollcall/database/to-do'
import { listWordingsToApprove } from '@rollcall/database/wordings'
import { inWords } from '@rollcall/domain/calendar-date'
import { dayOfDigestBefore, digestAt, digestOf } from '@rollcall/domain/digest'
import type { PersonId } from '@rollcall/domain/ids'
import { counted } from '@rollcall/domain/text'
import { londonMoment } from '@rollcall/platform/clock'
import type { Context } from './context.ts'
import { notNeeded } from './message-about.ts'
import type { ReadStanding } from './message-standing.ts'

/** Messages to people of the office about their own work. */
export const standingsOfOffice: Readonly<Record<string, ReadStanding>> = {
  digest: async (context, trx, { personId, step, writtenAs }) => {
    const { today } = context
    if (!(await wantsDigest(trx, personId))) return notNeeded('They chose to be without the digest.')
    if (step !== today) return notNeeded('The day that it was for is over.')
    const rounds = await roundsToday(context, trx, personId)
    const role = writtenAs === 'approver' ? 'approver' : 'analyst'
    const wordings = role === 'approver' ? await listWordingsToApprove(trx, personId) : []
    const digest = digestOf(role, rounds, wordings.length)
    if (digest === undefined) return notNeeded('Nothing waits, and nothing happened.')

    const { count, waiting, happened } = digest
    const [only, ...others] = rounds.filter((round) => round.waiting.some((one) => one.count > 0))
    return {
      facts: {
        count: count === 0 ? 'nothing waits' : counted(count, 'thing waits', 'things wait'),
        waiting: waiting.length > 0 ? waiting : ['Nothing'],
        since: inWords(dayOfDigestBefore(today)),
        happened: happened.length > 0 ? happened : ['Nothing'],
      },
      path: only !== undefined && others.length === 0 ? `/rounds/${only.id}/to-do` : '/',
    }
  },
}

/** What waits for somebody in each round, and what happened in it from the digest before to this one. */
async function roundsToday({ today }: Pick<Context, 'today'>, trx: Trx, reader: PersonId) {
  const before = dayOfDigestBefore(today)
  const rounds = await listDigestedRounds(trx, {
    ...{ from: londonMoment({ date: before, time: digestAt }), fromOn: before },
    ...{ until: londonMoment({ date: today, time: digestAt }), untilOn: today },
  })
  const digested = []
  for (const { id, ...round } of rounds)
    digested.push({ id, ...round, waiting: await countToDo(trx, { roundId: id, today, reader }) })
  return digested
}
