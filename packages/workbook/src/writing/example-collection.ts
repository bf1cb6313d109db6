import type { Authority } from '@rollcall/domain/authority'
import { type Collection, readCollection } from '@rollcall/domain/collection'

// For tests: a collection with every type of column, a table, a form and a grid.

const authority = (code: string, name: string): Authority => ({
  code,
  name,
  kind: 'local-authority',
  region: 'West Midlands',
  gss: [],
  aliases: [],
  successors: [],
  populations: [],
})

export const someAuthorities: readonly Authority[] = [
  authority('330', 'Birmingham'),
  authority('331', 'Coventry'),
  authority('839', 'Bournemouth, Christchurch and Poole'),
  authority('213', 'Westminster'),
]

export const anExampleCollection = (): Collection =>
  readCollection({
    id: 'example-homes',
    version: 3,
    title: 'Children in homes: an example',
    purpose: 'To know how many children live in a home that should be registered and is not, and why.',
    legalBasis: 'Section 2F of the Children Act 2004.',
    oneRowIs: 'a child for whom this authority is responsible who was living in such a home on the day',
    reference: { kind: 'day' },
    asks: ['local-authority'],
    codeLists: [
      {
        id: 'legal_status',
        title: 'Legal status',
        codes: [
          { code: 'C1', label: 'Interim care order' },
          { code: 'C2', label: 'Full care order' },
          { code: 'V2', label: 'Single period of accommodation under section 20 (Children Act 1989)' },
          { code: 'E1', label: 'Ended long ago', until: '2010-01-01' },
        ],
      },
      {
        id: 'setting',
        title: 'Type of setting',
        codes: [
          { code: 'caravan', label: 'Caravan or mobile home' },
          { code: 'hotel', label: 'Hotel, hostel or bed and breakfast' },
          { code: 'other', label: 'Other' },
        ],
      },
      {
        id: 'countries',
        title: 'Outside England',
        codes: [
          { code: 'scotland', label: 'Scotland' },
          { code: 'wales', label: 'Wales' },
        ],
      },
    ],
    sheets: [
      {
        id: 'children',
        name: 'Children',
        kind: 'table',
        intro: 'One row for each child. Give no names and no addresses.',
        key: ['child_id'],
        columns: [
          {
            id: 'child_id',
            heading: 'Child ID',
            hint: 'The identifier you use for this child in the SSDA903 return, the same every year.',
            type: 'text',
            maxLength: 20,
            required: true,
          },
          { id: 'date_of_birth', heading: 'Date of birth', type: 'date', required: true },
          {
            id: 'order',
            heading: 'Deprivation of liberty order in force on the day',
            type: 'yes-no',
            notHeld: true,
          },
          { id: 'order_start', heading: 'Date the order started', type: 'date', notHeld: true },
          { id: 'legal_status', heading: 'Legal status', type: 'code', list: 'legal_status', required: true },
          { id: 'setting', heading: 'Type of setting', type: 'code', list: 'setting', notHeld: true },
          { id: 'setting_other', heading: 'If other, what kind', type: 'text', minLength: 3, maxLength: 100 },
          {
            id: 'placed_in',
            heading: 'Where the home is',
            type: 'authority',
            outside: 'countries',
            notHeld: true,
          },
          { id: 'weekly_cost', heading: 'Total weekly cost', type: 'money', minimum: 0, notHeld: true },
          { id: 'days', heading: 'Days away', type: 'whole-number', minimum: 0, maximum: 366, notHeld: true },
          { id: 'share', heading: 'Share paid by health', type: 'percentage', notHeld: true },
          { id: 'distance', heading: 'Distance from home', type: 'decimal', decimalPlaces: 1 },
          { id: 'upn', heading: 'Unique pupil number', type: 'upn' },
          { id: 'nhs', heading: 'NHS number', type: 'nhs-number' },
          { id: 'urn', heading: 'URN of the school', type: 'urn' },
        ],
      },
      {
        id: 'return',
        name: 'Return',
        kind: 'form',
        intro: 'Answers about the authority as a whole.',
        columns: [
          {
            id: 'children_on_day',
            heading: 'Children on the day',
            hint: 'The same as the number of rows on the sheet Children.',
            type: 'whole-number',
            minimum: 0,
            required: true,
          },
          { id: 'spent', heading: 'Spent in the year', type: 'money', notHeld: true },
          { id: 'contact_role', heading: 'Role of the person to ask', type: 'text', maxLength: 80 },
          { id: 'panel', heading: 'Is there a panel', type: 'yes-no' },
        ],
      },
      {
        id: 'outcomes',
        name: 'Outcomes',
        kind: 'form',
        intro: 'One answer in each column.',
        columns: ['Presented', 'Returned to family', 'Accommodated'].flatMap((line, index) =>
          ['Seeking asylum alone', 'All others'].map((part, place) => ({
            id: `line_${index}_${place}`,
            heading: `${line}: ${part}`,
            line,
            part,
            type: 'whole-number' as const,
            minimum: 0,
            required: true,
            notHeld: true,
          })),
        ),
      },
    ],
    rules: [
      {
        code: 'EX-001',
        severity: 'error',
        sheet: 'children',
        kind: 'required-when',
        column: 'order_start',
        when: { column: 'order', is: 'yes' },
      },
      {
        code: 'EX-002',
        severity: 'error',
        sheet: 'children',
        kind: 'required-when',
        column: 'setting_other',
        when: { column: 'setting', is: 'other' },
      },
      {
        code: 'EX-003',
        severity: 'error',
        sheet: 'children',
        kind: 'blank-when',
        column: 'order_start',
        when: { not: { column: 'order', is: 'yes' } },
      },
      {
        code: 'EX-004',
        severity: 'error',
        sheet: 'children',
        kind: 'blank-when',
        column: 'distance',
        when: {
          all: [
            { column: 'distance', answered: true },
            { column: 'setting', is: 'other' },
          ],
        },
      },
    ],
  })
