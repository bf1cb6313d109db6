import type { Trx } from '@rollcall/database/connect'
import { getDataRequest } from '@rollcall/database/data-requests'
import { getLetter } from '@rollcall/database/letters'
import {
  countLetters,
  countOwnProposals,
  cutLetters,
  type LetterFilter,
  listLettersOf,
  listProposedLetters,
} from '@rollcall/database/listed-letters'
import { getRound } from '@rollcall/database/rounds'
import { getShownDataRequest } from '@rollcall/database/shown-data-requests'
import { isCheckedWording } from '@rollcall/database/wordings'
import type { DataRequestId, LetterId, RoundId } from '@rollcall/domain/ids'
import { isProposedBy } from '@rollcall/domain/letter'
import { formalNonCompliance } from '@rollcall/domain/letters/of-non-compliance'
import { formalRequest } from '@rollcall/domain/letters/of-requests'
import { mustWantLetter, whyNotOwed } from '@rollcall/domain/non-compliance'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { whyRefused } from '@rollcall/domain/problem'
import { isOffice } from '@rollcall/domain/viewer'
import { type Context, transact } from './context.ts'
import { letterDraft } from './letter-draft.ts'
import { wordingFor } from './wording-for.ts'
import { wordsReader } from './words.ts'

/** A letter as it was issued; or, for the office, as it would be issued now, with what was decided about it. */
export const readLetter = (context: Context, letterId: LetterId) =>
  transact(context, async (trx) => {
    const { reasonSealed, proposalSealed, proposedBy, content, ...letter } = await getLetter(trx, letterId)
    const read = await wordsReader(context, trx, [letter.dataRequestId])
    // An authority reads what was issued to it, and nothing of how that came about.
    const forOffice = isOffice(context.viewer)
    const { requestState: state, requestDueOn: dueOn, roundState } = letter
    const at = { dueOn: letter.dueOn, today: context.today }
    return {
      ...letter,
      ...(await textOf(context, trx, { ...letter, content })),
      declinedBecause: read(letter.dataRequestId, reasonSealed),
      /** By a person, and not by the calendar. */
      isByHand: forOffice && proposedBy !== null,
      isOwn: isProposedBy(context.viewer, { proposedBy }),
      proposedBecause: forOffice ? read(letter.dataRequestId, proposalSealed) : null,
      /** Of one that is proposed: why it is not needed any more, where that is so. */
      notNeeded: letter.state === 'proposed' ? whyNotOwed({ state, dueOn, roundState }, at) : undefined,
    }
  })

export type ReadLetter = Awaited<ReturnType<typeof readLetter>>

type Shown = Awaited<ReturnType<typeof getLetter>>
type Drafted = Pick<Shown, 'content' | 'kind' | 'wordingVersion' | 'roundId' | 'dataRequestId' | 'dueOn'>

const wordsOfKind = { request: formalRequest, 'non-compliance': formalNonCompliance } as const

async function textOf(context: Context, trx: Trx, { content, kind, wordingVersion, ...letter }: Drafted) {
  if (content !== null && wordingVersion !== null) {
    const isChecked = await isCheckedWording(trx, wordsOfKind[kind].kind, wordingVersion)
    return { content, isUnchecked: !isChecked }
  }
  const draft = await letterDraft(context, trx, letter)
  return { content: draft.content, isUnchecked: draft.isUnchecked }
}

/** The letters about a request, oldest first: to its authority those that were issued. */
export const readLettersOf = (context: Context, dataRequestId: DataRequestId) =>
  transact(context, async (trx) => {
    await getDataRequest(trx, dataRequestId)
    return await listLettersOf(trx, dataRequestId)
  })

/** What somebody looks at who proposes a letter about a return by hand, and why none can be proposed where that is so. */
export async function readToPropose(context: Context, dataRequestId: DataRequestId) {
  mustBeAllowed(context.viewer, 'propose a letter by hand')
  return await transact(context, async (trx) => {
    const dataRequest = await getShownDataRequest(trx, dataRequestId)
    const letters = await listLettersOf(trx, dataRequestId)
    return {
      dataRequest,
      /** The letters of non-compliance about the day on which it is due now, oldest first. */
      before: letters.filter(({ kind, dueOn }) => kind === 'non-compliance' && dueOn === dataRequest.dueOn),
      isUnchecked: (await wordingFor(trx, formalNonCompliance.kind)).isUnchecked,
      whyNot: whyRefused(() => mustWantLetter(dataRequest, { letters, today: context.today })),
    }
  })
}

export type ReadToPropose = Awaited<ReturnType<typeof readToPropose>>

export const lettersOnAPage = 50

interface Wanted extends LetterFilter {
  readonly roundId: RoundId
  readonly page: number
}

/** A page of the letters of a round, with how many there are of each kind and state. */
export async function readLetters(context: Context, { roundId, page, ...filter }: Wanted) {
  mustBeAllowed(context.viewer, 'approve a letter')
  return await transact(context, async (trx) => {
    const round = await getRound(trx, roundId)
    const counts = await countLetters(trx, roundId)
    const { kind, state } = filter
    const count = counts
      .filter((one) => (kind ?? one.kind) === one.kind && (state ?? one.state) === one.state)
      .reduce((sum, one) => sum + one.count, 0)
    const last = Math.max(1, Math.ceil(count / lettersOnAPage))
    const offset = (Math.min(page, last) - 1) * lettersOnAPage
    const cut = { limit: lettersOnAPage, offset, total: count }
    return { round, counts, count, letters: await cutLetters(trx, roundId, { ...filter, ...cut }) }
  })
}

export type ReadLetters = Awaited<ReturnType<typeof readLetters>>

/** The letters of a round that wait to be approved, as many as fit on a page: first whose return was due first. */
export async function readProposedLetters(context: Context, roundId: RoundId) {
  const { viewer, today } = context
  mustBeAllowed(viewer, 'approve a letter')
  const approver = viewer.personId
  return await transact(context, async (trx) => ({
    round: await getRound(trx, roundId),
    isUnchecked: (await wordingFor(trx, formalNonCompliance.kind)).isUnchecked,
    letters: await listProposedLetters(trx, roundId, { today, approver, limit: lettersOnAPage }),
    /** How many the viewer proposed, so that somebody else approves them. */
    own: await countOwnProposals(trx, roundId, approver),
  }))
}
