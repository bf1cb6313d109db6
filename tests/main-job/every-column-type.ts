import { type Collection, type CollectionInput, readCollection } from '@rollcall/domain/collection'

type Columns = CollectionInput['sheets'][number]['columns']
type Column = Columns[number]

const optional = <Type extends Column['type']>(type: Type) => ({
  id: type.replaceAll('-', '_'),
  heading: `The ${type}`,
  notHeld: true,
  type,
})

const columns: Columns = [
  { id: 'row', heading: 'Row', type: 'text', maxLength: 20, required: true },
  { ...optional('text'), maxLength: 300 },
  optional('whole-number'),
  { ...optional('decimal'), decimalPlaces: 3 },
  optional('money'),
  optional('percentage'),
  optional('date'),
  optional('yes-no'),
  { ...optional('code'), list: 'codes' },
  { ...optional('authority'), outside: 'elsewhere' },
  optional('upn'),
  optional('nhs-number'),
  optional('urn'),
]

/** A collection with a column of every type and not one rule, so that what is read is all there is to say. */
export const everyColumnType: Collection = readCollection({
  id: 'every-column-type',
  version: 1,
  title: 'Every type of column',
  purpose: 'To see that what is written is read.',
  legalBasis: 'None: it is never sent.',
  oneRowIs: 'anything at all',
  reference: { kind: 'day' },
  asks: ['local-authority'],
  codeLists: [
    {
      id: 'codes',
      title: 'Codes',
      codes: [
        { code: 'C1', label: 'Interim care order' },
        { code: '007', label: 'Noughts in front' },
        { code: '2', label: 'Two' },
        { code: 'other', label: 'Other' },
      ],
    },
    { id: 'elsewhere', title: 'Elsewhere', codes: [{ code: 'scotland', label: 'Scotland' }] },
  ],
  sheets: [{ id: 'rows', name: 'Rows', kind: 'table', intro: 'Anything at all.', key: ['row'], columns }],
})
