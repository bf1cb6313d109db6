import { problems } from './problems.ts'
import type { Role, Viewer } from './viewer.ts'

const office = ['analyst', 'approver'] as const
const authority = ['officer', 'signatory'] as const

// Who may do what. The whole of it: an action not listed here cannot be allowed.
export const permitted = {
  'load authorities': ['system'],
  'open a round': office,
  'change a round': office,
  'read what a round will ask': office,
  'rehearse a round': office,
  'run a rehearsal': ['system'],
  'approve a round': ['approver'],
  'issue a round': office,
  'close a round': [...office, 'system'],
  'change dates': office,
  'change reminders': office,
  'read reminders': office,
  'publish an answer': office,
  'propose to relax a rule': office,
  'approve a relaxed rule': ['approver'],
  'refuse to relax a rule': office,
  'announce publication': ['approver'],
  'withdraw an announcement': ['approver'],
  'ask a question': authority,
  'submit a workbook': ['officer'],
  'declare a nil return': ['officer'],
  'check a submission': ['system'],
  'check a return again': ['system'],
  'sweep contents': ['system'],
  'explain a finding': ['officer'],
  'verify a receipt': ['system'],
  'ask for sign-off': ['officer'],
  'sign off a return': ['signatory'],
  'send back a return': ['signatory'],
  'read a summary': authority,
  'review a return': office,
  'accept a return': office,
  'exclude a return for quality': office,
  'reopen a return': office,
  'raise a data query': office,
  'answer a data query': [...authority, ...office],
  'close a data query': office,
  'reopen a data query': office,
  'take back a decision': office,
  'accept an explanation': office,
  'refuse an explanation': office,
  'take back a decision on an explanation': office,
  'ask for an extension': authority,
  'grant an extension': office,
  'refuse an extension': office,
  'invite a person': ['signatory', ...office, 'system'],
  'propose a letter': ['system'],
  'propose a letter by hand': office,
  'approve a letter': office,
  'decline a letter': office,
  'withdraw letters': ['system'],
  'change a wording': office,
  'approve a wording': ['approver'],
  'refuse a wording': office,
  'record a check of a wording': ['approver'],
  'write messages': ['system'],
  'write reminders': ['system'],
  'send messages': ['system'],
  'note a delivery': ['system'],
  'send a message again': office,
  'settle a message': office,
  'leave a message': office,
  'say that an address works': office,
  'pause messages': office,
  'resume messages': office,
  'write digests': ['system'],
  'choose about the digest': office,
  'remove a person': ['signatory', ...office],
  'change a role': ['approver'],
  'end a session of the office': ['approver'],
  'hand over work': ['officer', 'signatory', ...office],
  'name a cover': [...authority, ...office],
  'end a cover': [...authority, ...office],
  'register a client': ['officer', 'signatory', ...office, 'system'],
  'remove a client': ['officer', 'signatory', ...office],
  'make a sign-in link': ['system'],
  'sign in': ['system'],
  'sign out': ['system'],
  'end a session': [...authority, ...office],
  'switch membership': [...authority, ...office],
  'contribute a return': ['system'],
  'refresh figures': ['system'],
  'compare returns': ['system'],
  'keep figures': [...office, 'system'],
  'read figures': office,
  'save a view': office,
  'rename a view': office,
  'delete a view': office,
  'extract rows': office,
  'trace rows': office,
  'extract a file': office,
  'ask for an extract of a round': office,
  'approve an extract of a round': ['approver'],
  'refuse an extract of a round': ['approver'],
  'end an extract of a round': office,
  'download an extract of a round': office,
  'read the whole audit': office,
  'ask to verify the audit': office,
  'keep a verification of the audit': ['system'],
  'export the audit': office,
  'rotate keys': ['approver', 'system'],
  'destroy content': ['approver'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permitted
type Permitted<Action extends Permission> = In<Viewer, (typeof permitted)[Action][number]>
/** Those of a union of viewers who can have one of these roles, with only these. */
type In<Some extends Viewer, Roles extends Role> = Some extends Viewer
  ? Some['role'] & Roles extends never
    ? never
    : Some & { readonly role: Some['role'] & Roles }
  : never

/** Refuses, or leaves the compiler knowing which role it is. */
export function mustBeAllowed<Action extends Permission>(
  viewer: Viewer,
  action: Action,
): asserts viewer is Permitted<Action> {
  const roles: readonly Role[] = permitted[action]
  if (!roles.includes(viewer.role)) throw problems.notAllowed({ action })
}

/** All that a viewer may do. */
export const permissionsOf = ({ role }: Viewer): Permission[] =>
  (Object.keys(permitted) as Permission[]).filter((action) => {
    const roles: readonly Role[] = permitted[action]
    return roles.includes(role)
  })
