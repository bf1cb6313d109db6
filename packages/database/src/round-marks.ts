import type { RoundId } from '@rollcall/domain/ids'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'

/** What is said whenever something of a round has changed: the round's id. */
export const roundChannel = 'rollcall_rounds'

/** A mark that is another one after anything of a round has changed. It may be another one though nothing has. */
export async function roundMark(trx: Trx, roundId: RoundId): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select concat_ws('.',
      (select seq from audit_heads where chain = 'all'),
      (select extract(epoch from taken_at) from national_figures where round_id = ${roundId} and label is null),
      md5(concat_ws('.',
        (select concat_ws('.', count(*), sum(children)) from signed_clashes where round_id = ${roundId}),
        (select concat_ws('.', count(*), round(sum(distance)::numeric, 6)) from outliers where round_id = ${roundId})
      ))
    ) as mark`.execute(trx)
  return rows[0]?.mark ?? ''
}
