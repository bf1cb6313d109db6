import type { Trx } from '@rollcall/database/connect'
import { insertRequestLetters, takeLetterNumbers } from '@rollcall/database/letters'
import { getNoticeTerms } from '@rollcall/database/notice-terms'
import { canonical, sha256 } from '@rollcall/domain/canonical'
import type { AuthorityId, DataRequestId, RoundId } from '@rollcall/domain/ids'
import { letterReference } from '@rollcall/domain/letter'
import { formalRequest } from '@rollcall/domain/letters/of-requests'
import { requestNotice } from '@rollcall/domain/request-notice'
import type { Context } from './context.ts'
import { frozenCollectionOf } from './frozen-collection.ts'
import { wordingFor } from './wording-for.ts'

interface Asked {
  readonly dataRequestId: DataRequestId
  readonly authorityId: AuthorityId
  readonly name: string
  readonly code: string
}

/** What an authority's record has of its letter of request. */
interface OfLetter {
  readonly reference: string
  readonly letterSha256: string
}

/** Writes each authority of a round its formal request, once and for all, in the words that are in force now. */
export async function issueRequestLetters(
  { now, today }: Context,
  trx: Trx,
  { roundId, asked }: { readonly roundId: RoundId; readonly asked: readonly Asked[] },
): Promise<ReadonlyMap<DataRequestId, OfLetter>> {
  const { collection } = await frozenCollectionOf(trx, roundId)
  const { dueOn, ...terms } = await getNoticeTerms(trx, roundId)
  const round = { ...terms, dueOn, issueOn: today }
  const { version: wordingVersion, ...wording } = await wordingFor(trx, formalRequest.kind)
  const year = Number(today.slice(0, 4))
  const first = asked.length > 0 ? await takeLetterNumbers(trx, year, asked.length) : 0
  const letters = await Promise.all(
    asked.map(async ({ dataRequestId, authorityId, name, code }, at) => {
      const content = requestNotice({ collection, round, authority: { name, code }, wording })
      return {
        ...{ roundId, dataRequestId, authorityId, dueOn, madeAt: now, issuedOn: today },
        ...{ reference: letterReference(year, first + at), content, wordingVersion },
        contentSha256: await sha256(canonical(content)),
      }
    }),
  )
  await insertRequestLetters(trx, letters)
  return new Map(
    letters.map(({ dataRequestId, reference, contentSha256: letterSha256 }) => [
      dataRequestId,
      { reference, letterSha256 },
    ]),
  )
}
