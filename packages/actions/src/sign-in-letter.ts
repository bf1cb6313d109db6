import { signInMinutes } from '@rollcall/domain/sign-in'
import type { Mail } from '@rollcall/platform/mail'
import { letter } from './letter.ts'

interface Person {
  readonly name: string
  /** As it is stored: never what was typed. */
  readonly email: string
}

/** The code and the link, of which either will do. */
export const signInLetter = (
  { name, email }: Person,
  { code, link }: { readonly code: string; readonly link: string },
): Mail =>
  letter({
    to: email,
    subject: 'Your code to sign in to Rollcall',
    parts: [
      `Dear ${name}`,
      'Somebody asked to sign in to Rollcall with this e-mail address. If that was you, type this code on the page where you asked:',
      { code: `${code.slice(0, 3)} ${code.slice(3)}` },
      { link, words: 'Or open this link in the same browser' },
      `The code and the link work once, within ${signInMinutes} minutes.`,
      'If it was not you, do nothing. Nobody can sign in without this e-mail. Never tell anybody the code: we will not ask you for it.',
      'Rollcall, for the Children’s Commissioner',
    ],
  })
