import type { Member } from '@rollcall/domain/viewer'

const roleWords: Readonly<Record<Member['role'], string>> = {
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

/** 'data officer for Camden', 'analyst of the Commissioner’s office'. */
export const inRole = ({ role, authority }: Role): string =>
  `${roleWords[role]} ${authority === null ? 'of the Commissioner’s office' : `for ${authority}`}`
