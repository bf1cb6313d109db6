import { type CalendarDate, inWords } from './calendar-date.ts'
import { Problem } from './problem.ts'
import type { Round } from './round.ts'
import type { RoundState } from './round-life.ts'

/** Where and when the figures of a round were published. */
interface Announcement {
  readonly publishedOn: CalendarDate
  /** Of a public page, with https. */
  readonly address: string
}

interface Announcing {
  readonly round: Pick<Round, 'referenceOn'> & { readonly state: RoundState }
  readonly publishedOn: CalendarDate
  readonly today: CalendarDate
  /** What is announced already and was not withdrawn. */
  readonly inForce: Pick<Announcement, 'publishedOn'> | undefined
}

/** Refuses to announce figures of a round that still collects, that are not published yet, or that were announced before. */
export function mustBeAnnounceable({ round, publishedOn, today, inForce }: Announcing): void {
  if (!mayBeAnnounced(round.state)) throw announcementProblems.notClosed()
  if (inForce !== undefined) throw announcementProblems.announcedAlready(inForce)
  if (publishedOn > today) throw announcementProblems.notPublishedYet()
  if (publishedOn <= round.referenceOn) throw announcementProblems.publishedTooEarly(round)
}

/** Whether figures of a round in this state can be announced. */
export const mayBeAnnounced = (state: RoundState): boolean => state === 'closed' || state === 'archived'

const announcementProblems = {
  notClosed: () =>
    new Problem(
      'conflict',
      'ANNOUNCED_BEFORE_CLOSE',
      'Where figures are published is announced once the round is closed.',
    ),

  announcedAlready: ({ publishedOn }: Pick<Announcement, 'publishedOn'>) =>
    new Problem(
      'conflict',
      'ANNOUNCED_ALREADY',
      `It is announced already that the figures were published on ${inWords(publishedOn)}. Withdraw that first, with a reason.`,
    ),

  notPublishedYet: () =>
    new Problem(
      'invalid',
      'NOT_PUBLISHED_YET',
      'Choose today or an earlier day: figures are announced once they are published.',
    ),

  publishedTooEarly: ({ referenceOn }: Pick<Round, 'referenceOn'>) =>
    new Problem(
      'invalid',
      'PUBLISHED_TOO_EARLY',
      `Choose a day after ${inWords(referenceOn)}, the day that the figures are about.`,
    ),
}
