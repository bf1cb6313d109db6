import { hexagons } from '@rollcall/collections/authorities/hexagons'
import { countRequests } from '@rollcall/database/board'
import { listPlaced, listUnplaced } from '@rollcall/database/board-map'
import { getRound } from '@rollcall/database/rounds'
import { isOverdue } from '@rollcall/domain/data-request'
import type { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { cameIn } from '@rollcall/domain/progress'
import { requestStates } from '@rollcall/domain/request-life'
import { type Context, transact } from './context.ts'

/** Of more that have no place on the map, only these are told by name. */
const unplacedNamed = 20

/**
 * How far each authority of a round is, with its place on the map of England, and how far each region is. Of authorities that have no
 * place the first are told; those that have one and were not asked are told too, without a state.
 */
export async function readBoardMap(context: Context, roundId: RoundId) {
  const { viewer, today } = context
  mustBeAllowed(viewer, 'read figures')
  return await transact(context, async (trx) => {
    const round = await getRound(trx, roundId)
    const counts = await countRequests(trx, round.id, today)
    const codes = [...hexagons.keys()]
    const placed = await listPlaced(trx, round.id, codes)
    const unplaced = await listUnplaced(trx, round.id, codes, unplacedNamed)
    const asked = sumOf(counts)
    const onMap = placed.filter(({ state }) => state !== null).length
    return {
      ...{ round, asked, unplacedCount: asked - onMap },
      authorities: [
        ...placed.map((one) => ({ ...one, place: hexagons.get(one.code) ?? null })),
        ...unplaced.map((one) => ({ ...one, place: null })),
      ].map((one) => ({ ...one, isOverdue: isLate(one, today) })),
      regions: regionsOf(counts),
      states: requestStates.map((state) => ({
        state,
        count: sumOf(counts.filter((one) => one.state === state)),
      })),
    }
  })
}

export type BoardMap = Awaited<ReturnType<typeof readBoardMap>>

type Counts = Awaited<ReturnType<typeof countRequests>>
type Placed = Awaited<ReturnType<typeof listPlaced>>[number]

const isLate = ({ state, dueOn }: Placed, today: Context['today']): boolean =>
  state !== null && dueOn !== null && isOverdue({ state, dueOn }, today)

const sumOf = (counts: Counts): number => counts.reduce((sum, { count }) => sum + count, 0)

/** Each region that was asked, by name; those of none last. */
function regionsOf(counts: Counts) {
  const names = [...new Set(counts.map(({ region }) => region))]
  return names.toSorted(byName).map((region) => {
    const those = counts.filter((one) => one.region === region)
    return {
      region,
      asked: sumOf(those),
      signed: sumOf(those.filter(({ state }) => cameIn.includes(state))),
      accepted: sumOf(those.filter(({ state }) => state === 'accepted')),
      overdue: those.reduce((sum, { overdue }) => sum + overdue, 0),
    }
  })
}

const byName = (a: string | null, b: string | null): number => {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  return a < b ? -1 : 1
}
