import type { Member } from '@rollcall/domain/viewer'

/** What people of each role are called. */
export const roleWords: Readonly<Record<Member['role'], string>> = {
  officer: 'data officer',
  signatory: 'signatory',
  analyst: 'analyst',
  approver: 'approver',
}

interface Role {
  readonly role: Member['role']
  /** The name of the authority; null for the office. */
  readonly authority: string | null
}

/** What people of authorities read where somebody of the office did something. */
export const theOffice = 'The Children’s Commissioner’s office'

/** 'for Camden', 'of the Commissioner’s office'. */
export const forWhom = (authority: string | null): string =>
  authority === null ? 'of the Commissioner’s office' : `for ${authority}`

/** 'data officer for Camden', 'analyst of the Commissioner’s office'. */
export const inRole = ({ role, authority }: Role): string => `${roleWords[role]} ${forWhom(authority)}`
