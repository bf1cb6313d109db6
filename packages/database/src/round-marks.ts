import type { RoundId } from '@rollcall/domain/ids'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'

/** Where it is said that something has changed: the id of a round, or that it is messages, or words of them and of letters. */
export const roundChannel = 'rollcall_rounds'
export const ofMessages = 'messages'
export const ofWords = 'words'

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

/** The same of messages, whosever they are: one that was written, begun or settled, and all that is recorded about them. */
export async function messagesMark(trx: Trx): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select md5(concat_ws('.',
      (select seq from audit_heads where chain = 'all'),
      (select id from messages order by id desc limit 1),
      (select extract(epoch from max(begun_at)) from messages),
      (select extract(epoch from max(settled_at)) from messages),
      (select count(*) from messages where state = 'sending')
    )) as mark`.execute(trx)
  return rows[0]?.mark ?? ''
}
