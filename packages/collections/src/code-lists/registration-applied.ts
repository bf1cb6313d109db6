import { CodeList } from '@rollcall/domain/code-list'

/** Has the provider applied to register the home with Ofsted? */
export const registrationApplied: CodeList = CodeList.parse({
  id: 'registration_applied',
  title: 'Application to register with Ofsted',
  codes: [
    { code: 'yes', label: 'Yes', aliases: ['Y', 'True', '1', 'Applied', 'Application made'] },
    {
      code: 'no',
      label: 'No',
      aliases: ['N', 'False', '0', 'Not applied', 'No application', 'No application made'],
    },
    { code: 'not-known', label: 'Not known', aliases: ['Unknown', 'NK', 'N/K', 'U', "Don't know"] },
  ],
})
