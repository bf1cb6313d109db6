import { CodeList } from '@rollcall/domain/code-list'

/**
 * Is the child an unaccompanied asylum-seeking child? Answers as in the placements census of the North West authorities.
 * It tells 'not yet established' from 'unknown', so 'Unknown' is no alias here; nor is 'Former UASC', which could be either.
 */
export const uascStatus: CodeList = CodeList.parse({
  id: 'uasc_status',
  title: 'Unaccompanied asylum-seeking child',
  codes: [
    {
      code: 'yes',
      label: 'Yes',
      aliases: ['Y', 'True', '1', 'UASC', 'Is UASC', 'Unaccompanied asylum-seeking child'],
    },
    { code: 'no', label: 'No', aliases: ['N', 'False', '0', 'Non-UASC', 'Not UASC', 'Not a UASC'] },
    {
      code: 'not-yet-established',
      label: 'Not yet established',
      aliases: ['Not established', 'To be established', 'Yet to be established'],
    },
  ],
})
