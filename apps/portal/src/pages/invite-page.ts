import type { Member } from '@rollcall/domain/viewer'
import { button } from './components.ts'
import { input, type Mistake, mistakeIn, radios } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import type { PeoplePlace } from './people-place.ts'
import { column, heading, paragraph } from './text.ts'

interface InvitePage {
  readonly reader: Reader
  readonly place: PeoplePlace
  readonly roles: readonly Member['role'][]
  readonly typed?: {
    readonly name?: string | undefined
    readonly email?: string | undefined
    readonly role?: string | undefined
  }
  readonly mistakes?: readonly Mistake[]
}

const choices: Readonly<Record<Member['role'], { readonly words: string; readonly hint: string }>> = {
  officer: { words: 'Data officer', hint: 'Prepares the return, sends it and explains queries.' },
  signatory: {
    words: 'Signatory',
    hint: 'The Director of Children’s Services, or somebody they have authorised. Signs off the return, and invites and removes people.',
  },
  analyst: { words: 'Analyst', hint: 'Launches rounds and works with returns and figures.' },
  approver: { words: 'Approver', hint: 'The same, and approves what another person did.' },
}

/** Brings a person in. */
export function invitePage({ reader, place, roles, typed = {}, mistakes }: InvitePage): Html {
  return layout({
    title: 'Invite a person',
    reader,
    part: place.part,
    above: place.above,
    mistakes,
    content: column(html`
      ${heading('Invite a person')}
      ${paragraph(`They will act for ${place.whose}. We send them an e-mail with a link to sign in.`)}
      ${form({
        action: `${place.acts}/invite`,
        content: html`
          ${input({ name: 'name', label: 'Name', value: typed.name, error: mistakeIn(mistakes, 'name') })}
          ${input({
            ...{ name: 'email', label: 'E-mail address', type: 'email', value: typed.email },
            hint: 'Their own address at work, and not one that several people read.',
            error: mistakeIn(mistakes, 'email'),
          })}
          ${radios({
            ...{ name: 'role', legend: 'What will they do?', value: typed.role },
            items: roles.map((role) => ({ value: role, ...choices[role] })),
            error: mistakeIn(mistakes, 'role'),
          })}
          ${button('Invite', { preventDoubleClick: true })}
        `,
      })}
    `),
  })
}
