import { type Collection, readCollection } from '@rollcall/domain/collection'
import { columns, derived } from './columns.ts'
import { figures } from './figures.ts'
import { rules } from './rules.ts'

/** Homeless children of 16 and 17, and what was done for them in a year. */
export const homeless16To17: Collection = readCollection({
  id: 'homeless-16-17',
  version: 1,
  title: 'Homeless children of 16 and 17',
  purpose:
    'To find out how many children of 16 and 17 ask for help because they are homeless, and whether they are taken into care, given housing or turned away, so that their rights can be protected.',
  legalBasis: 'Section 2F of the Children Act 2004',
  oneRowIs:
    'an authority’s answers about children of 16 and 17 who presented or were referred to it as homeless, or about to be, in the year to the reference date',
  reference: { kind: 'period', months: 12 },
  asks: ['local-authority'],
  sheets: [
    {
      id: 'return',
      kind: 'form',
      name: 'Return',
      intro:
        'How many children of 16 and 17 presented or were referred to you as homeless, or about to be, in the year, and what happened to them. Give a number on every line; type 0 where there were none, and “Not held” where you do not have the information. Never hide a small number: we need the true one.',
      columns,
      derived,
    },
  ],
  rules,
  figures,
})
