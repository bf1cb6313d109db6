import type { Placeholder } from '../message-kind.ts'

/** What every message about a data request may name. */
export const requestPlaceholders: Readonly<Record<string, Placeholder>> = {
  name: { says: 'Who is written to', example: 'Priya Shah' },
  authority: { says: 'The authority', example: 'Camden' },
  round: { says: 'The round’s title', example: 'Illegal children’s homes 2025' },
  'due date': { says: 'When the authority’s return is due', example: '31 March 2026' },
  contact: { says: 'Where to ask in the office', example: 'data@childrenscommissioner.example' },
}
