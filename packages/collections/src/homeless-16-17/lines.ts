/** Children arriving alone to seek asylum are counted apart from all others, as the law treats them otherwise. */
export const parts = [
  { id: 'uasc', name: 'Unaccompanied asylum-seeking children' },
  { id: 'others', name: 'All others' },
] as const
export type PartId = (typeof parts)[number]['id']

/** What happened to those who presented. Each is counted on one line. */
export const outcomes = [
  {
    id: 'unknown',
    line: 'Outcome not known',
    hint: 'You cannot tell from your records what happened.',
  },
  {
    id: 'returned',
    line: 'Returned to family',
    hint: 'They went back to live with parents, other family or friends.',
  },
  {
    id: 'section_20',
    line: 'Accommodated under section 20',
    hint: 'They came into care under section 20 of the Children Act 1989.',
  },
  {
    id: 'section_17',
    line: 'Accommodated under section 17',
    hint: 'They were given somewhere to live under section 17 of the Children Act 1989, without coming into care.',
  },
  {
    id: 'part_7',
    line: 'Accommodated under Part 7 of the Housing Act',
    hint: 'They were given somewhere to live as a homeless person under Part 7 of the Housing Act 1996.',
  },
  {
    id: 'undistinguished',
    line: 'Accommodated, legislation not distinguished',
    hint: 'They were given somewhere to live, but your records do not say under which law.',
  },
  {
    id: 'not_accommodated',
    line: 'Not accommodated',
    hint: 'They were not given somewhere to live, and did not return to family.',
  },
] as const
export type OutcomeId = (typeof outcomes)[number]['id']

/** Where those accommodated under section 20 went. */
export const section20Places = [
  { id: 'section_20_foster', line: 'Of those under section 20: foster care', hint: 'A foster family.' },
  {
    id: 'section_20_home',
    line: "Of those under section 20: children's home",
    hint: "A children's home registered with Ofsted.",
  },
  {
    id: 'section_20_supported',
    line: 'Of those under section 20: supported or semi-independent',
    hint: 'Supported lodgings, shared housing or a flat with visiting support.',
  },
  { id: 'section_20_other', line: 'Of those under section 20: other', hint: 'Anywhere else, or not known.' },
] as const
export type Section20PlaceId = (typeof section20Places)[number]['id']

export const presented = {
  id: 'presented',
  line: 'Presented or were referred as homeless',
  hint: 'Children of 16 or 17 who asked for help, or for whom someone else did, because they were homeless or about to be. Count each child once, however often they came.',
} as const

/** Lines that say a child was given somewhere to live. */
export const accommodated = ['section_20', 'section_17', 'part_7', 'undistinguished'] as const
