import type { Db } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import { type AuthorityViewer, type OfficeViewer, system } from '@rollcall/domain/viewer'
import { linkIn, type testMailServer } from './mail-server.ts'
import { post } from './post.ts'

/** A message as it arrived, and whom it came to. */
export interface Arrived {
  /** 'officer of 330', or 'analyst of the office'. */
  readonly whom: string
  readonly reader: AuthorityViewer | OfficeViewer
  readonly subject: string
  readonly text: string
  /** The path of its one link. */
  readonly link: string
}

/** What a worker sends at a time of a test's own, as it arrives. */
export async function arrived(
  db: Db,
  server: ReturnType<typeof testMailServer>,
  when: Parameters<typeof post>[2] = {},
): Promise<Arrived[]> {
  const had = server.received.length
  await post(db, server.mailer, when)
  const people = await asViewer(db, system, (trx) =>
    trx
      .selectFrom('people')
      .innerJoin('memberships', 'memberships.personId', 'people.id')
      .leftJoin('authorities', 'authorities.id', 'memberships.authorityId')
      .select(['people.email', 'memberships.role', 'authorities.code'])
      .select(['memberships.personId', 'memberships.authorityId'])
      .execute(),
  )
  return server.received.slice(had).map((mail) => {
    const found = people.find(({ email }) => mail.to.length === 1 && mail.to[0] === email)
    if (found === undefined) throw new Error('a message went to nobody we know')
    const { role, code, personId, authorityId } = found
    const reader = (
      authorityId === null ? { role, personId } : { role, personId, authorityId }
    ) as Arrived['reader']
    const whom = `${role} of ${code ?? 'the office'}`
    return { whom, reader, subject: mail.subject, text: mail.text, link: linkIn(mail) }
  })
}

/** Who had which message, each once, by how its subject begins. */
export const inShort = (mails: readonly Arrived[]): string[] =>
  [...new Set(mails.map(({ whom, subject }) => `${whom}: ${subject.split(': ')[0]}`))].toSorted()

/** How many officers an authority has, whichever test they are from. */
export const countOfficers = (db: Db, code: string): Promise<number> =>
  asViewer(db, system, async (trx) => {
    const { officers } = await trx
      .selectFrom('memberships')
      .innerJoin('authorities', 'authorities.id', 'memberships.authorityId')
      .select(({ fn }) => fn.countAll<number>().as('officers'))
      .where('authorities.code', '=', code)
      .where('memberships.role', '=', 'officer')
      .where('memberships.endedAt', 'is', null)
      .executeTakeFirstOrThrow()
    return officers
  })
