import { findAnnouncement, getAnnouncement } from '@rollcall/database/announcements'
import { wasToldOf } from '@rollcall/database/told-before'
import { inWords } from '@rollcall/domain/calendar-date'
import { AnnouncementId } from '@rollcall/domain/ids'
import { aboutOf, notNeeded } from './message-about.ts'
import type { ReadStanding } from './message-standing.ts'

/** Messages about figures that were published. */
export const standingsOfPublication: Readonly<Record<string, ReadStanding>> = {
  'figures published': async (_, trx, message) => {
    const { publishedOn, withdrawnAt } = await getAnnouncement(trx, AnnouncementId.parse(aboutOf(message)))
    if (withdrawnAt !== null) return notNeeded('It was withdrawn.')
    return {
      facts: { 'published on': inWords(publishedOn) },
      path: `/data-requests/${message.dataRequestId}`,
    }
  },

  'publication withdrawn': async (_, trx, message) => {
    const { personId } = message
    const { id: aboutId, roundId } = await getAnnouncement(trx, AnnouncementId.parse(aboutOf(message)))
    if (!(await wasToldOf(trx, { personId, kind: 'figures published', aboutId })))
      return notNeeded('They were not told that it was published.')
    if ((await findAnnouncement(trx, roundId)) !== undefined)
      return notNeeded('The figures were announced anew, and they are told so.')
    return { facts: {}, path: `/data-requests/${message.dataRequestId}` }
  },
}
