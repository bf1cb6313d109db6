import { CodeList } from '@rollcall/domain/code-list'

/** Places that are no authority of England, with the codes that the children looked-after return (SSDA903) gives them. */
export const placesOutsideEngland: CodeList = CodeList.parse({
  id: 'places_outside_england',
  title: 'Places outside England',
  codes: [
    {
      code: 'SCO',
      label: 'Scotland',
      group: 'Outside England',
      aliases: ['Child placed in Scotland', 'S92000003'],
    },
    {
      code: 'WAL',
      label: 'Wales',
      group: 'Outside England',
      aliases: ['Child placed in Wales', 'Cymru', 'W92000004'],
    },
    {
      code: 'NIR',
      label: 'Northern Ireland',
      group: 'Outside England',
      aliases: ['Child placed in Northern Ireland', 'N Ireland', 'NI', 'N92000002'],
    },
    {
      code: 'NUK',
      label: 'Outside the UK',
      group: 'Outside England',
      aliases: [
        'Child placed outside the UK',
        'Outside UK',
        'Outside the United Kingdom',
        'Non-UK',
        'Overseas',
        'Abroad',
        'Republic of Ireland',
      ],
    },
  ],
})
