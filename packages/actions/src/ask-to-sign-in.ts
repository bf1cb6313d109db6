import { randomInt, randomUUID } from 'node:crypto'
import type { Trx } from '@rollcall/database/connect'
import {
  countAsks,
  findPersonByEmail,
  insertSignInAttempt,
  lockAsks,
} from '@rollcall/database/sign-in-attempts'
import type { PersonId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { mustNotAskTooOften, signInLimits, signInMinutes } from '@rollcall/domain/sign-in'
import { minutesAfter } from '@rollcall/platform/clock'
import type { Mail } from '@rollcall/platform/mail'
import { newToken } from '@rollcall/platform/token'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { InvitePerson } from './invite-person.ts'
import { portalKey } from './portal-keys.ts'
import { signInLetter } from './sign-in-letter.ts'
import { addressMark, browserMark, codeMark, linkMark, networkMark } from './sign-in-marks.ts'

export const AskToSignIn = z.object({ email: InvitePerson.shape.email })
export type AskToSignIn = z.infer<typeof AskToSignIn>

export interface AskedToSignIn {
  /** For the browser that asked, which alone can use what is sent. Told here, and cannot be had again. */
  readonly browserToken: string
  /** To be sent after whoever asked was answered; nothing where nobody has the address. */
  readonly mail: Mail | undefined
}

/** Where a request to sign in comes from, and where its link is to lead. */
export interface Asking {
  readonly ip: string
  readonly portalUrl: string
}

/** Makes a link and a code for whoever has an address. Where nobody has it the same is done, and nothing is there to be sent. */
export async function askToSignIn(
  context: Context,
  { ip, portalUrl }: Asking,
  { email }: AskToSignIn,
): Promise<AskedToSignIn> {
  mustBeAllowed(context.viewer, 'sign in')
  const key = await portalKey(context, 'signing in')
  return await transact(context, async (trx) => {
    const person = await findPersonByEmail(trx, email)
    return await makeAttempt(trx, { ...context, key, ip, portalUrl }, { email, person })
  })
}

interface Making extends Asking {
  readonly key: Uint8Array
  readonly now: Date
}

interface Wanted {
  readonly email: string
  readonly person: { readonly personId: PersonId; readonly name: string; readonly email: string } | undefined
  readonly invitationId?: string
}

/** Keeps an attempt to sign in as one person, or as nobody. With the system's eyes. */
export async function makeAttempt(
  trx: Trx,
  { key, ip, portalUrl, now }: Making,
  { email, person, invitationId }: Wanted,
): Promise<AskedToSignIn> {
  const marks = { addressMark: addressMark(key, email), networkMark: networkMark(key, ip) }
  await lockAsks(trx, marks)
  const since = minutesAfter(now, -signInLimits.askedWithinMinutes)
  mustNotAskTooOften(await countAsks(trx, marks, since))

  const id = randomUUID()
  const [browserToken, linkToken] = [newToken(), newToken()]
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  await insertSignInAttempt(trx, {
    ...{ id, ...marks, askedAt: now, expiresAt: minutesAfter(now, signInMinutes) },
    personId: person?.personId ?? null,
    invitationId: invitationId ?? null,
    browserMark: browserMark(key, browserToken),
    linkMark: linkMark(key, linkToken),
    codeMark: codeMark(key, id, code),
  })
  const link = `${portalUrl}/sign-in/link/${linkToken}`
  return { browserToken, mail: person && signInLetter(person, { code, link }) }
}
