import type { Colleague } from '@rollcall/actions/read-colleagues'
import { roleWords } from '@rollcall/actions/role-words'
import { button, insetText } from './components.ts'
import type { Mistake } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { ownPlace } from './people-place.ts'
import { bullets, column, heading, link, paragraph } from './text.ts'

interface RolePage {
  readonly reader: Reader
  readonly colleague: Colleague
  /** What they would be. */
  readonly role: 'analyst' | 'approver'
  /** Why it cannot be changed. */
  readonly refusal: string | undefined
  readonly mistakes?: readonly Mistake[]
}

/** Asks whether somebody of the office is to have the other role, and says what comes of it. */
export function rolePage({ reader, colleague, role, refusal, mistakes }: RolePage): Html {
  const { id, name } = colleague
  const { above, list } = ownPlace(reader)
  const title = `Make ${name} an ${roleWords[role]}`
  return layout({
    ...{ title, reader, above, mistakes },
    part: 'people',
    content: column(html`
      ${heading(title)}
      ${paragraph(`${name} is an ${roleWords[colleague.role]} of the Commissioner’s office.`)}
      ${
        refusal === undefined
          ? html`
        ${paragraph('If you go on:')}
        ${bullets([
          role === 'approver'
            ? 'They can approve what another person did, and bring people of the office in or send them away.'
            : 'They can no longer approve anything, or bring people of the office in or send them away.',
          'They are signed out at once. Systems that act in their name are shut out.',
          'We write to them, with a link to sign in again.',
          'What they did stays in the record.',
        ])}
        ${form({ action: `/people/${id}/role`, content: button(title, { preventDoubleClick: true }) })}
      `
          : insetText(refusal)
      }
      ${paragraph(link(list, 'Go back without changing anything'))}
    `),
  })
}
