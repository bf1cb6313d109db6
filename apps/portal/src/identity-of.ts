/** A person as a sign-in service knows them. */
export interface Identity {
  readonly issuer: string
  /** Of Entra ID, or nothing. */
  readonly tenant: string
  readonly subject: string
}

interface Claims {
  readonly sub?: string | undefined
  readonly [claim: string]: unknown
}

/** Entra ID names a person by tenant and object id; others by subject alone. Never by e-mail address: those are given to other people. */
export function identityOf(issuer: string, { tid, oid, sub = '' }: Claims): Identity {
  return typeof tid === 'string' && typeof oid === 'string'
    ? { issuer, tenant: tid, subject: oid }
    : { issuer, tenant: '', subject: sub }
}
