import type { Severity } from '@rollcall/domain/finding'
import { counted } from '@rollcall/domain/text'
import type { Status } from './components.ts'

interface Place {
  readonly sheet: string
  readonly cell: string | null
}

/** Where things were found: '3 cells on Children: E7, E9 and E12', with the first few of many. */
export function placesText(places: readonly Place[], most = 5): string {
  const [first] = places
  if (first === undefined) return ''
  const cells = places.filter(({ cell }) => cell !== null)
  if (cells.length === 0)
    return first.sheet === '' ? 'The whole workbook' : `The sheet ${first.sheet} as a whole`
  const onOne = cells.every(({ sheet }) => sheet === first.sheet)
  const named = cells.slice(0, most).map(({ sheet, cell }) => (onOne ? `${cell}` : `${sheet} ${cell}`))
  const where = `${counted(cells.length, 'cell')}${onOne && first.sheet !== '' ? ` on ${first.sheet}` : ''}`
  const left = cells.length - named.length
  return `${where}: ${left > 0 ? `${named.join(', ')} and ${counted(left, 'more', 'more')}` : listed(named)}`
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

// What a finding asks of whoever reads it.
export const severityStatus: Readonly<Record<Severity, Status & { readonly words: string }>> = {
  error: { words: 'Fix', colour: 'red' },
  query: { words: 'Fix or explain', colour: 'yellow' },
  note: { words: 'For information', colour: 'grey' },
}
