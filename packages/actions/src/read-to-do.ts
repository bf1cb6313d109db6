import { getRound } from '@rollcall/database/rounds'
import { countToDo, countToDoWithFirst, listToDo } from '@rollcall/database/to-do'
import type { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import type { ToDoGroup } from '@rollcall/domain/to-do'
import { type Context, transact } from './context.ts'

export const toDoOnAPage = 50

/** What in a round waits for a person of the office: how much of each kind, since when, and what has waited longest. */
export async function readToDo(context: Context, roundId: RoundId) {
  const { viewer, today } = context
  mustBeAllowed(viewer, 'review a return')
  return await transact(context, async (trx) => {
    const of = { roundId, today, reader: viewer.personId }
    const round = await getRound(trx, roundId)
    return { round, groups: await countToDoWithFirst(trx, of) }
  })
}

/** A page of what waits of one kind. */
export async function readToDoOf(
  context: Context,
  { roundId, group, page }: { readonly roundId: RoundId; readonly group: ToDoGroup; readonly page: number },
) {
  const { viewer, today } = context
  mustBeAllowed(viewer, 'review a return')
  return await transact(context, async (trx) => {
    const of = { roundId, today, reader: viewer.personId }
    const round = await getRound(trx, roundId)
    const count = (await countToDo(trx, of)).find((counted) => counted.group === group)?.count ?? 0
    const last = Math.max(1, Math.ceil(count / toDoOnAPage))
    const offset = (Math.min(page, last) - 1) * toDoOnAPage
    return { round, count, items: await listToDo(trx, group, of, { limit: toDoOnAPage, offset }) }
  })
}
