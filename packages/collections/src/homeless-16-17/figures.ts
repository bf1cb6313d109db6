import type { CollectionInput } from '@rollcall/domain/collection'
import { outcomes } from './lines.ts'

type Figures = NonNullable<CollectionInput['figures']>

const form = { sheet: 'return', breakdowns: [['region'], ['authority']] }
const amongOthers =
  'Unaccompanied asylum-seeking children are left out, and so are those whose outcome is not known.'

const counts: Figures = [
  {
    ...form,
    id: 'presented',
    kind: 'sum',
    title: 'Children of 16 and 17 who presented or were referred as homeless',
    unit: 'children',
    column: 'presented',
  },
  {
    ...form,
    id: 'presented_uasc',
    kind: 'sum',
    title: 'Of these, unaccompanied asylum-seeking children',
    unit: 'children',
    column: 'presented_uasc',
  },
  {
    ...form,
    id: 'presented_others',
    kind: 'sum',
    title: 'Of these, all others',
    unit: 'children',
    column: 'presented_others',
  },
  {
    ...form,
    id: 'known_outcome',
    kind: 'sum',
    title: 'Children whose outcome is known',
    unit: 'children',
    note: 'Unaccompanied asylum-seeking children are left out.',
    column: 'known_outcome',
  },
]

const outcomeCounts: Figures = outcomes.map(({ id, line }) => ({
  ...form,
  id: `${id}_others`,
  kind: 'sum' as const,
  title: line,
  unit: 'children',
  note: 'Unaccompanied asylum-seeking children are left out.',
  column: `${id}_others`,
}))

const accommodated: Figures = [
  {
    ...form,
    id: 'accommodated',
    kind: 'sum',
    title: 'Children who were accommodated',
    unit: 'children',
    note: amongOthers,
    column: 'accommodated_others',
  },
  {
    ...form,
    id: 'accommodated_not_section_20',
    kind: 'sum',
    title: 'Children accommodated under section 17 or Part 7 of the Housing Act, not under section 20',
    unit: 'children',
    note: amongOthers,
    column: 'not_section_20',
  },
  {
    ...form,
    id: 'share_accommodated',
    kind: 'ratio',
    per: 100,
    title: 'Children who were accommodated, of those whose outcome is known',
    unit: '%',
    note: amongOthers,
    numerator: { sum: 'accommodated_others' },
    denominator: { sum: 'known_outcome' },
  },
  {
    ...form,
    id: 'share_section_20',
    kind: 'ratio',
    per: 100,
    title: 'Children accommodated under section 20, of those accommodated under a law that is known',
    unit: '%',
    note: amongOthers,
    numerator: { sum: 'section_20_others', where: { column: 'distinguished', answered: true } },
    denominator: { sum: 'distinguished' },
  },
  {
    ...form,
    id: 'share_not_section_20',
    kind: 'ratio',
    per: 100,
    title: 'Children accommodated but not under section 20, of those accommodated under a law that is known',
    unit: '%',
    note: amongOthers,
    numerator: { sum: 'not_section_20', where: { column: 'distinguished', answered: true } },
    denominator: { sum: 'distinguished' },
  },
  {
    ...form,
    id: 'share_section_20_family_or_home',
    kind: 'ratio',
    per: 100,
    title: "Children in foster care or a children's home, of those accommodated under section 20",
    unit: '%',
    note: 'Unaccompanied asylum-seeking children are left out, and so are authorities that do not hold where children went.',
    numerator: { sum: 'section_20_family_or_home', where: { column: 'section_20_others', answered: true } },
    denominator: {
      sum: 'section_20_others',
      where: { column: 'section_20_family_or_home', answered: true },
    },
  },
]

const authorities: Figures = [
  {
    ...form,
    id: 'authorities_could_not_say',
    kind: 'count',
    title: 'Authorities that could not say what happened to every child',
    unit: 'authorities',
    note: 'They do not hold how many presented or what happened to them, or not under which law children were accommodated.',
    where: {
      any: [
        { column: 'presented', notHeld: true },
        { column: 'accommodated', notHeld: true },
        { column: 'known_outcome', notHeld: true },
        { column: 'undistinguished_uasc', over: 0 },
        { column: 'undistinguished_others', over: 0 },
      ],
    },
  },
]

export const figures: Figures = [...counts, ...outcomeCounts, ...accommodated, ...authorities]
