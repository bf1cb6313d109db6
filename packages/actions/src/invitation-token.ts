import { mark } from '@rollcall/platform/sealing'
import { tokenHash } from '@rollcall/platform/token'

/** The token of an invitation. It is made from the portal's key each time it is needed, so a letter that is sent twice has the same. */
export const invitationToken = (key: Uint8Array, invitationId: string): string =>
  mark(key, `invitation ${invitationId}`).toString('base64url')

export const invitationHash = (token: string): Buffer => tokenHash(token, 'invitation')
