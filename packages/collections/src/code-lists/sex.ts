import { CodeList } from '@rollcall/domain/code-list'

/**
 * Sex, as the children looked-after return (SSDA903) and the children in need census have it since 2024-25.
 * The numbers are their codes of before. 'I', 'Unborn', 'Withheld' and 'Neither' are met too, and not guessed at.
 */
export const sex: CodeList = CodeList.parse({
  id: 'sex',
  title: 'Sex',
  codes: [
    { code: 'M', label: 'Male', aliases: ['1', 'Boy'] },
    { code: 'F', label: 'Female', aliases: ['2', 'Girl', 'Fenale'] },
    {
      code: 'U',
      label: 'Unknown',
      aliases: ['0', '9', 'Not known', 'Not recorded', 'Not stated', 'Not specified', 'Indeterminate'],
    },
  ],
})
