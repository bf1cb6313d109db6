import { CodeList } from '@rollcall/domain/code-list'

/** The census puts a word under a heading, and people write the two in as many ways: 'Asian - Indian', 'Asian: Indian'. */
const under = (headings: readonly string[], words: readonly string[]): string[] =>
  headings.flatMap((heading) =>
    words.flatMap((word) => [
      `${heading} ${word}`,
      `${heading}: ${word}`,
      `${heading} (${word})`,
      `${heading} / ${word}`,
    ]),
  )

const white = ['White']
const mixed = [
  'Mixed',
  'Mixed or multiple',
  'Mixed or multiple ethnic groups',
  'Mixed / Multiple ethnic groups',
]
const asian = ['Asian', 'Asian British', 'Asian or Asian British', 'Asian / Asian British']
const black = [
  'Black',
  'Black British',
  'Black or Black British',
  'Black / Black British',
  'Black / African / Caribbean / Black British',
  'Black, Black British, Caribbean or African',
]
const other = ['Other', 'Other ethnic group', 'Chinese or other ethnic group']

const english = [
  'English, Welsh, Scottish, Northern Irish or British',
  'English / Welsh / Scottish / Northern Irish / British',
]

/**
 * Ethnicity, as in the children looked-after return (SSDA903) and the children in need census: 20 codes, under the headings of
 * the harmonised standard for ethnic group (Government Statistical Service).
 *
 * Left out because they stand for more than one code or for different ones in different systems: 'Gypsy or Irish Traveller',
 * 'Other', 'White', 'Not stated', and the letters and numbers of police, health and older census codes ('A', 'A1').
 */
export const ethnicity: CodeList = CodeList.parse({
  id: 'ethnicity',
  title: 'Ethnicity',
  codes: [
    {
      code: 'WBRI',
      label: 'White British',
      group: 'White',
      aliases: [
        ...english,
        ...under(white, ['British', ...english, 'English', 'Scottish', 'Welsh', 'Northern Irish']),
      ],
    },
    { code: 'WIRI', label: 'White Irish', group: 'White', aliases: ['Irish', ...under(white, ['Irish'])] },
    {
      code: 'WIRT',
      label: 'Traveller of Irish heritage',
      group: 'White',
      aliases: [
        'Irish Traveller',
        'Traveller - Irish heritage',
        'Travellers of Irish heritage',
        ...under(white, ['Irish Traveller', 'Traveller of Irish heritage']),
      ],
    },
    {
      code: 'WROM',
      label: 'Gypsy/Roma',
      group: 'White',
      aliases: [
        'Gypsy or Roma',
        'Gypsy Roma',
        'Roma',
        ...under(white, ['Gypsy/Roma', 'Gypsy or Roma', 'Gypsy Roma', 'Roma']),
      ],
    },
    {
      code: 'WOTH',
      label: 'Any other White background',
      group: 'White',
      aliases: [
        'Any other White',
        'Other White',
        'Other White background',
        ...under(white, ['Other', 'Any other', 'Any other White background']),
      ],
    },
    {
      code: 'MWBC',
      label: 'White and Black Caribbean',
      group: 'Mixed / Multiple ethnic groups',
      aliases: [
        'White / Black Caribbean',
        ...under(mixed, ['White and Black Caribbean', 'White / Black Caribbean']),
      ],
    },
    {
      code: 'MWBA',
      label: 'White and Black African',
      group: 'Mixed / Multiple ethnic groups',
      aliases: [
        'White / Black African',
        ...under(mixed, ['White and Black African', 'White / Black African']),
      ],
    },
    {
      code: 'MWAS',
      label: 'White and Asian',
      group: 'Mixed / Multiple ethnic groups',
      aliases: ['White / Asian', ...under(mixed, ['White and Asian', 'White / Asian'])],
    },
    {
      code: 'MOTH',
      label: 'Any other Mixed background',
      group: 'Mixed / Multiple ethnic groups',
      aliases: [
        'Any other Mixed',
        'Other Mixed',
        'Other Mixed background',
        'Any other Mixed or multiple background',
        'Any other Mixed or multiple ethnic background',
        'Any other Mixed / Multiple ethnic background',
        ...under(mixed, [
          'Other',
          'Any other',
          'Any other Mixed background',
          'Any other Mixed or multiple background',
        ]),
      ],
    },
    { code: 'AIND', label: 'Indian', group: 'Asian / Asian British', aliases: under(asian, ['Indian']) },
    {
      code: 'APKN',
      label: 'Pakistani',
      group: 'Asian / Asian British',
      aliases: under(asian, ['Pakistani']),
    },
    {
      code: 'ABAN',
      label: 'Bangladeshi',
      group: 'Asian / Asian British',
      aliases: under(asian, ['Bangladeshi']),
    },
    {
      code: 'AOTH',
      label: 'Any other Asian background',
      group: 'Asian / Asian British',
      aliases: [
        'Any other Asian',
        'Other Asian',
        'Other Asian background',
        ...under(asian, ['Other', 'Any other', 'Any other Asian background']),
      ],
    },
    {
      code: 'BCRB',
      label: 'Caribbean',
      group: 'Black / African / Caribbean / Black British',
      aliases: under(black, ['Caribbean']),
    },
    {
      code: 'BAFR',
      label: 'African',
      group: 'Black / African / Caribbean / Black British',
      aliases: under(black, ['African']),
    },
    {
      code: 'BOTH',
      label: 'Any other Black background',
      group: 'Black / African / Caribbean / Black British',
      aliases: [
        'Any other Black',
        'Other Black',
        'Other Black background',
        'Any other Black, Black British or Caribbean background',
        'Any other Black / African / Caribbean background',
        ...under(black, ['Other', 'Any other', 'Any other Black background']),
      ],
    },
    {
      code: 'CHNE',
      label: 'Chinese',
      // By the harmonised standard, as in the census since 2011. Tables of children's social care have put Chinese under 'Other'.
      group: 'Asian / Asian British',
      aliases: under([...asian, ...other], ['Chinese']),
    },
    {
      code: 'OOTH',
      label: 'Any other ethnic group',
      group: 'Other ethnic group',
      // The standard has Arab here; the return has no code of its own for it.
      aliases: [
        'Other ethnic group',
        'Other ethnic groups',
        'Other ethnic background',
        'Any other ethnic background',
        'Arab',
        ...under(other, ['Any other ethnic group', 'Arab']),
      ],
    },
    {
      code: 'REFU',
      label: 'Refused',
      group: 'Unknown',
      aliases: ['Information refused', 'Declined', 'Declined to say', 'Refused to say', 'Prefer not to say'],
    },
    {
      code: 'NOBT',
      label: 'Information not yet obtained',
      group: 'Unknown',
      aliases: [
        'Information not obtained',
        'Not yet obtained',
        'Not obtained',
        'Not recorded',
        'Not known',
        'Unknown',
      ],
    },
  ],
})
