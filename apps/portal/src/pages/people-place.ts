import { forWhom } from '@rollcall/actions/role-words'
import type { Crumb } from './components.ts'
import { isOfOffice, type Reader } from './layout.ts'

/** Whose people a page is about: those of the reader's own authority or of the office, or of an authority that the office looks after. */
export interface PeoplePlace {
  readonly part: 'people' | 'authorities'
  /** Of the page that lists them. */
  readonly list: string
  /** What the addresses of what can be done about them begin with. */
  readonly acts: string
  readonly above: readonly Crumb[]
  /** 'Camden', 'the Commissioner’s office'. */
  readonly whose: string
  /** 'for Camden', 'of the Commissioner’s office'. */
  readonly forWhom: string
  readonly isOffice: boolean
}

/** Where one's own people are. */
export const ownPlace = (reader: Reader): PeoplePlace => ({
  ...{ part: 'people', list: '/people', acts: '/people' },
  above: [{ text: 'People', href: '/people' }],
  whose: reader.person?.authority ?? 'the Commissioner’s office',
  forWhom: forWhom(reader.person?.authority ?? null),
  isOffice: isOfOffice(reader),
})

/** The address of an authority's page. */
export const authorityAddress = (code: string): string => `/authorities/${encodeURIComponent(code)}`

/** The way back to all authorities. */
export const authorities: Crumb = { text: 'Authorities', href: '/authorities' }

/** Where the people of an authority are, for the office. */
export const placeOf = ({ code, name }: { readonly code: string; readonly name: string }): PeoplePlace => {
  const list = authorityAddress(code)
  return {
    ...{ part: 'authorities', list, acts: `${list}/people` },
    above: [authorities, { text: name, href: list }],
    ...{ whose: name, forWhom: forWhom(name), isOffice: false },
  }
}
