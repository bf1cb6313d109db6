import type { Trx } from '@rollcall/database/connect'
import { findCover } from '@rollcall/database/covers'
import type { ClaimedMessage } from '@rollcall/database/messages'
import { wasToldOf } from '@rollcall/database/told-before'
import { inWords } from '@rollcall/domain/calendar-date'
import { CoverId } from '@rollcall/domain/ids'
import { aboutOf, notNeeded } from './message-about.ts'
import type { ReadStanding, Standing } from './message-standing.ts'
import { forWhom, theOffice } from './role-words.ts'

const ofNamed: ReadStanding = async ({ today }, trx, message) => {
  const cover = await coverOf(trx, message)
  const ends = [cover.endedAt, cover.awayEndedAt, cover.standInEndedAt]
  const isOver = ends.some((ended) => ended !== null) || cover.untilOn < today
  return isOver ? notNeeded('It was ended, or its days are over.') : standingOf(cover)
}

/** Whoever neither named it nor was told that it was named has heard of none, and is not told that there is none. */
const ofEnded =
  (toldAs: string): ReadStanding =>
  async ({ today }, trx, message) => {
    const cover = await coverOf(trx, message)
    const { personId } = message
    const isKnown =
      cover.namedBy === personId ||
      (await wasToldOf(trx, { personId, kind: toldAs, aboutId: aboutOf(message) }))
    if (!isKnown) return notNeeded('They were not told that it was named.')
    return cover.untilOn < today ? notNeeded('Its days are over.') : standingOf(cover)
  }

/** Messages to the two whom a cover is about. */
export const standingsOfCovers: Readonly<Record<string, ReadStanding>> = {
  'cover named': ofNamed,
  'cover for you named': ofNamed,
  'cover ended': ofEnded('cover named'),
  'cover for you ended': ofEnded('cover for you named'),
}

async function coverOf(trx: Trx, message: ClaimedMessage) {
  const cover = await findCover(trx, CoverId.parse(aboutOf(message)))
  if (cover === undefined) throw new Error('a message is about a cover that is not there')
  return cover
}

const standingOf = (cover: Awaited<ReturnType<typeof coverOf>>): Standing => ({
  facts: {
    ...{ away: cover.awayName, 'stand-in': cover.standInName, 'for whom': forWhom(cover.authority) },
    ...{ 'named by': cover.namedByName ?? theOffice, 'ended by': cover.endedByName ?? theOffice },
    ...{ 'first day': inWords(cover.fromOn), 'last day': inWords(cover.untilOn) },
  },
  path: '/people',
})
