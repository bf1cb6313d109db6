import type { Trx } from '@rollcall/database/connect'
import { getDataRequest } from '@rollcall/database/data-requests'
import { getRoundSources } from '@rollcall/database/round-sources'
import type { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { askedAuthority } from './asked-authority.ts'
import { type Context, transact } from './context.ts'
import { frozenFrom } from './frozen-collection.ts'

/** The workbook an authority fills in: what its round asks, made out to it. */
export const readTemplate = (context: Context, dataRequestId: DataRequestId) =>
  templateFor(context, async (trx) => {
    const { roundId, authorityCode: authority } = await getDataRequest(trx, dataRequestId)
    return { roundId, authority }
  })

/** The same before a round is issued, for the office: `authority` by its code, its GSS code or its name, or the first by name. */
export const readTemplateOfRound = (
  context: Context,
  { roundId, authority }: { readonly roundId: RoundId; readonly authority?: string | undefined },
) =>
  templateFor(context, async (trx) => {
    mustBeAllowed(context.viewer, 'read what a round will ask')
    const { code } = await askedAuthority(trx, roundId, authority)
    return { roundId, authority: code }
  })

interface MadeOutTo {
  readonly roundId: RoundId
  readonly authority: string
}

async function templateFor(context: Context, find: (trx: Trx) => Promise<MadeOutTo>) {
  const { frozen, ...madeOutTo } = await transact(context, async (trx) => {
    const { roundId, authority } = await find(trx)
    const sources = await getRoundSources(trx, roundId)
    return { frozen: await frozenFrom(trx, sources), authority, round: sources.title }
  })
  const bytes = await context.checker.template(frozen, madeOutTo)
  const { collection, referenceDate } = frozen
  return { bytes, fileName: `${collection.id}-${madeOutTo.authority}-${referenceDate}.xlsx` }
}
