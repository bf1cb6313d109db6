import { collections } from '@rollcall/collections/collections'
import { recordEvent } from '@rollcall/database/audit-events'
import { authorityIdsByCode, holdAuthorities, listAuthorities } from '@rollcall/database/authorities'
import type { Trx } from '@rollcall/database/connect'
import { freezeSource } from '@rollcall/database/frozen-sources'
import { insertReminders, listReminders } from '@rollcall/database/reminders'
import { findRound, findRoundBefore, insertRound, replaceRoundAuthorities } from '@rollcall/database/rounds'
import type { Authority } from '@rollcall/domain/authority'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import type { Collection } from '@rollcall/domain/collection'
import { AuthorityId, CollectionId, RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import { type ReminderStep, usualReminders } from '@rollcall/domain/reminder-calendar'
import { datesMustFollow, lastRoundMustFit, roundProblems } from '@rollcall/domain/round'
import { chosenOf, keptOf, WhoIsAsked } from '@rollcall/domain/who-is-asked'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { holdNoAddress } from './hold-no-address.ts'

export const OpenRound = z.object({
  collectionId: CollectionId,
  /** Left out: the newest there is. */
  collectionVersion: z.int().positive().optional(),
  // Both stand in e-mails, where mail programs would make another link of it.
  title: z
    .string()
    .trim()
    .min(1, 'Give the round a title.')
    .max(200)
    .superRefine(
      holdNoAddress(
        (address) =>
          `The title stands in e-mails, where “${address}” is read as the address of a page. Write it in other words.`,
      ),
    ),
  referenceOn: CalendarDate,
  issueOn: CalendarDate,
  dueOn: CalendarDate,
  closesOn: CalendarDate,
  publishOn: CalendarDate.nullable().optional(),
  contact: z
    .string()
    .trim()
    .min(1, 'Say where an authority can ask.')
    .max(500)
    .superRefine(
      holdNoAddress(
        (address) =>
          `The contact stands in e-mails, where “${address}” is read as the address of a page. Give a telephone number or an e-mail address.`,
      ),
    ),
  /** Codes, or how they are chosen. Left out: all that the collection asks on that day. */
  authorities: z.union([z.array(z.string().max(40)).max(50_000), WhoIsAsked]).optional(),
  /** The office's own words at the head of the notice. */
  message: z.string().trim().min(1).max(5000).nullable().optional(),
  /** The round to compare with. Left out: the one before of this collection; null: none. */
  lastRoundId: RoundId.nullable().optional(),
})
export type OpenRound = z.infer<typeof OpenRound>

/** Opens a draft, with the collection and the table of authorities kept as they are now. */
export async function openRound(context: Context, input: OpenRound): Promise<{ readonly roundId: RoundId }> {
  const { viewer } = context
  mustBeAllowed(viewer, 'open a round')
  const collection = chooseCollection(input)
  const { title, referenceOn, issueOn, dueOn, closesOn, publishOn = null, contact } = input
  datesMustFollow({ referenceOn, issueOn, dueOn, closesOn, publishOn })
  return await transact(context, async (trx) => {
    // So that the table is not frozen half way through being loaded.
    await holdAuthorities(trx)
    const authorities = await listAuthorities(trx)
    const who = whoOf(input.authorities)
    const chosen = chosenOf(collection, authorities, referenceOn, who)
    const lastRoundId = await chooseLastRound(trx, input)

    const roundId = RoundId.parse(crypto.randomUUID())
    await insertRound(trx, {
      ...{ id: roundId, title, referenceOn, issueOn, dueOn, closesOn, publishOn, contact, lastRoundId },
      collectionId: collection.id,
      collectionVersion: collection.version,
      collectionHash: await freezeSource(trx, collection),
      authoritiesHash: await freezeSource(trx, authorities),
      whoAsked: JSON.stringify(keptOf(who)),
      message: input.message ?? null,
      ...{ openedBy: viewer.personId, changedBy: viewer.personId },
      ...{ openedAt: context.now, changedAt: context.now },
    })
    await replaceRoundAuthorities(trx, roundId, await idsOf(trx, chosen))
    const reminders = await chooseReminders(trx, lastRoundId)
    await insertReminders(
      trx,
      reminders.map((step) => ({ ...step, roundId, since: context.now, addedBy: viewer.personId })),
    )
    await recordEvent(trx, context, {
      type: 'round opened',
      roundId,
      collectionId: collection.id,
      collectionVersion: collection.version,
      referenceOn,
      authorities: chosen.length,
    })
    return { roundId }
  })
}

/** Who was meant, where codes alone may be given, or nothing. */
export function whoOf(authorities: OpenRound['authorities']): WhoIsAsked {
  if (authorities === undefined) return { by: 'all', except: [] }
  return 'by' in authorities ? authorities : { by: 'list', codes: authorities, except: [] }
}

function chooseCollection({
  collectionId,
  collectionVersion,
}: Pick<OpenRound, 'collectionId' | 'collectionVersion'>): Collection {
  const [newest] = collections
    .filter(({ id, version }) => id === collectionId && version === (collectionVersion ?? version))
    .toSorted((one, other) => other.version - one.version)
  if (newest === undefined) throw roundProblems.collectionUnknown({ collectionId })
  return newest
}

/** The round to compare with: the one that was named, if it fits, or the one before. */
export async function chooseLastRound(
  trx: Trx,
  round: Pick<OpenRound, 'collectionId' | 'lastRoundId'> & { readonly referenceOn: CalendarDate },
): Promise<RoundId | null> {
  if (round.lastRoundId === null) return null
  if (round.lastRoundId === undefined) return (await findRoundBefore(trx, round))?.id ?? null
  const last = await findRound(trx, round.lastRoundId)
  if (last === undefined) throw problems.notFound({ what: 'round' })
  lastRoundMustFit(last, round)
  return round.lastRoundId
}

/** The calendar a round begins with: that of the round before, where it has one, or the usual one. */
async function chooseReminders(trx: Trx, lastRoundId: RoundId | null): Promise<readonly ReminderStep[]> {
  const before = lastRoundId === null ? [] : await listReminders(trx, lastRoundId)
  return before.length > 0 ? before.map(({ since: _, ...step }) => step) : usualReminders
}

/** The ids of authorities that are in the database. */
export async function idsOf(trx: Trx, authorities: readonly Authority[]): Promise<AuthorityId[]> {
  const ids = await authorityIdsByCode(trx)
  return authorities.map(({ code }) => AuthorityId.parse(ids.get(code)))
}
