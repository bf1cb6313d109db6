import { type Collection, readCollection } from '@rollcall/domain/collection'
import { ethnicity } from '../code-lists/ethnicity.ts'
import { legalStatus903 } from '../code-lists/legal-status-903.ts'
import { mainReason } from '../code-lists/main-reason.ts'
import { placementProvider903 } from '../code-lists/placement-provider-903.ts'
import { placesOutsideEngland } from '../code-lists/places-outside-england.ts'
import { registrationApplied } from '../code-lists/registration-applied.ts'
import { settingType } from '../code-lists/setting-type.ts'
import { sex } from '../code-lists/sex.ts'
import { uascStatus } from '../code-lists/uasc-status.ts'
import { childColumns, childDerived, returnColumns } from './columns.ts'
import { figures } from './figures.ts'
import { rules } from './rules.ts'

/** Children living, on one day, in homes that should be registered with Ofsted and are not. */
export const illegalHomes: Collection = readCollection({
  id: 'illegal-homes',
  version: 1,
  title: "Children living in illegal children's homes",
  purpose:
    "To find out how many children live in children's homes that are not registered, who they are, why they are there and what it costs, so that their rights can be protected.",
  legalBasis: 'Section 2F of the Children Act 2004',
  oneRowIs:
    "a child for whom this authority is responsible who, on the reference date, was living somewhere that should be registered with Ofsted as a children's home and is not",
  reference: { kind: 'day' },
  asks: ['local-authority'],
  codeLists: [
    sex,
    ethnicity,
    uascStatus,
    legalStatus903,
    settingType,
    placementProvider903,
    registrationApplied,
    placesOutsideEngland,
    mainReason,
  ],
  sheets: [
    {
      id: 'children',
      kind: 'table',
      name: 'Children',
      intro:
        "One row for each child for whom you are responsible who, on the reference date, was living somewhere that should be registered with Ofsted as a children's home and is not, wherever that place is. Do not count 16 and 17 year olds in supported accommodation that is registered and used lawfully. If there are no such children, leave this sheet empty and type 0 on the Return sheet. No names and no addresses.",
      key: ['child_id'],
      acrossAuthorities: ['date_of_birth', 'sex', 'ethnicity', 'placed_on'],
      columns: childColumns,
      derived: childDerived,
    },
    {
      id: 'return',
      kind: 'form',
      name: 'Return',
      intro:
        'A few questions about your authority as a whole. If you do not hold an answer, type “Not held” where the question allows it. Never hide a small number: we need the true one.',
      columns: returnColumns,
    },
  ],
  rules,
  figures,
  nilReturn: {
    means:
      'No child for whom this authority is responsible lived in such a home on the reference date, or at any time in the 12 months to it. Nothing was spent on such homes in those months.',
    answers: {
      return: {
        children_on_day: 0,
        children_in_year: 0,
        spent_in_year: 0,
        notified_ofsted: 0,
        contact_role: 'The officer who made this nil return',
      },
    },
  },
})
