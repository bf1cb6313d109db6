import { CodeList } from '@rollcall/domain/code-list'

export const yesNoNotKnown: CodeList = CodeList.parse({
  id: 'yes_no_not_known',
  title: 'Yes, no or not known',
  codes: [
    { code: 'yes', label: 'Yes', aliases: ['Y', 'True', '1'] },
    { code: 'no', label: 'No', aliases: ['N', 'False', '0'] },
    { code: 'not-known', label: 'Not known', aliases: ['Unknown', 'NK', 'N/K', 'U', "Don't know"] },
  ],
})
