import type { Db } from '@rollcall/database/connect'
import { aDataRequest, day } from './builders.ts'
import { sendAndSign } from './counted-returns.ts'
import type { aReturn } from './returns.ts'
import { sampleReturns, written } from './sample-returns.ts'

const year = day('2023-09-01')

/** What Birmingham returned the year before that of `aReturn`: three children fewer. Nothing in it is odd. */
export function returnOfLastRound(): ReturnType<typeof aReturn> {
  const found = sampleReturns(153, year).find(({ authority }) => authority.code === '330')
  if (found === undefined) throw new Error('there is no sample of Birmingham')
  const children = (found.sheets.children ?? []).map((child) => ({
    ...child,
    placed_in: found.authority.name,
  }))
  return { ...found, sheets: { ...found.sheets, children } }
}

/** The round of the year before, in which Birmingham has signed its return. */
export async function aLastRound(db: Db) {
  const request = await aDataRequest(db, {
    ...{ title: 'Children in illegal homes, September 2023', referenceOn: year, lastRoundId: null },
    ...{ issueOn: day('2023-09-02'), dueOn: day('2023-10-31'), closesOn: day('2023-11-15') },
  })
  const sent = await sendAndSign(request, request, await written(returnOfLastRound(), year))
  return { ...request, ...sent }
}
