import { randomBytes } from 'node:crypto'
import { mark } from './sealing.ts'

/** What a token lets its holder do. One for one thing is nothing for another. */
export type TokenPurpose = 'session' | 'sign-in link' | 'invitation' | 'report'

/** 256 random bits, to be shown to one person once. Only its hash is kept. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is kept of a token: nobody can tell the token from it. */
export const tokenHash = (token: string, purpose: TokenPurpose): Buffer =>
  mark(Buffer.from(token, 'utf8'), purpose)
