import { CodeList } from '@rollcall/domain/code-list'

/** Why a child was placed where no registered home was. */
export const mainReason: CodeList = CodeList.parse({
  id: 'main_reason',
  title: 'Main reason for using the home',
  codes: [
    {
      code: 'no-registered-home',
      label: 'No registered home could be found',
      aliases: [
        'No registered home found',
        'No registered home available',
        'No registered placement',
        'No registered placement found',
        'No registered placement available',
        'No registered placement could be found',
        'No registered provision available',
      ],
    },
    {
      code: 'emergency',
      label: 'Emergency after a placement ended',
      aliases: [
        'Emergency',
        'Emergency placement',
        'Emergency after placement ended',
        'Emergency after placement breakdown',
        'Placement breakdown',
        'Placement broke down',
      ],
    },
    {
      code: 'awaiting-registration',
      label: 'Waiting for the home to be registered',
      aliases: [
        'Awaiting registration',
        'Waiting for registration',
        'Registration pending',
        'Pending registration',
        'Home awaiting registration',
      ],
    },
    {
      code: 'court',
      label: 'Ordered or agreed by the court',
      aliases: [
        'Court ordered',
        'Court order',
        'Ordered by the court',
        'Agreed by the court',
        'Court agreed',
      ],
    },
    { code: 'other', label: 'Other', aliases: ['Other reason'] },
  ],
})
