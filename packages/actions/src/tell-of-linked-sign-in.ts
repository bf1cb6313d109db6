import { getPerson } from '@rollcall/database/people'
import { PersonId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { letter } from './letter.ts'
import type { Mailing } from './mailing.ts'

export const TellOfLinkedSignIn = z.object({ personId: PersonId })
export type TellOfLinkedSignIn = z.infer<typeof TellOfLinkedSignIn>

/** Writes to a person that an organisation's sign-in was linked to them, so that they notice where it was not they who did it. */
export async function tellOfLinkedSignIn(
  context: Context & Mailing,
  { personId }: TellOfLinkedSignIn,
): Promise<void> {
  mustBeAllowed(context.viewer, 'tell of a linked sign-in')
  const { name, email } = await transact(context, (trx) => getPerson(trx, personId))
  await context.mailer.send(
    letter({
      to: email,
      subject: 'A work account can now sign in to Rollcall as you',
      parts: [
        `Dear ${name}`,
        'Somebody opened your invitation and continued with a work account. From now on that account signs in to Rollcall as you.',
        'If that was you, there is nothing to do.',
        'If it was not, tell your authority’s signatory or the contact of your data request at once. They can end your access until it is put right.',
        'Rollcall, for the Children’s Commissioner',
      ],
    }),
  )
}
