import { CodeList } from '@rollcall/domain/code-list'

/** Who provides a placement: item PLACE_PROVIDER of the children looked-after return (SSDA903), 2025 code set. */
export const placementProvider903: CodeList = CodeList.parse({
  id: 'placement_provider_903',
  title: 'Provider of the placement',
  codes: [
    {
      code: 'PR0',
      label: 'Parent(s) or other person(s) with parental responsibility',
      aliases: [
        'Parents or other person with parental responsibility',
        'Parents or other persons with parental responsibility',
        'Parent or other person with parental responsibility',
      ],
    },
    {
      code: 'PR1',
      label: 'Own provision (by the local authority)',
      aliases: [
        'Own provision (by the LA)',
        'Own provision',
        'Own LA provision',
        'In-house',
        'In-house provision',
      ],
    },
    {
      code: 'PR2',
      label: 'Other local authority provision',
      aliases: [
        'Other LA provision',
        'Other LA',
        'Other local authority',
        'Another local authority',
        'Another LA',
      ],
    },
    {
      code: 'PR3',
      label: 'Other public provision (e.g. a primary care trust)',
      aliases: ['Other public provision', 'Other public', 'Other public sector', 'NHS', 'Health trust'],
    },
    { code: 'PR4', label: 'Private provision', aliases: ['Private', 'Private sector', 'Private provider'] },
    {
      code: 'PR5',
      label: 'Voluntary/third sector provision',
      aliases: [
        'Voluntary / third sector',
        'Voluntary',
        'Voluntary sector',
        'Voluntary provision',
        'Third sector',
        'Third sector provision',
        'Charity',
      ],
    },
  ],
})
