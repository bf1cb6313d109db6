import type { Colleague } from '@rollcall/actions/read-colleagues'
import { roleWords } from '@rollcall/actions/role-words'
import { button, insetText, warningText } from './components.ts'
import { type Mistake, mistakeIn, radios } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import type { PeoplePlace } from './people-place.ts'
import { bullets, column, heading, link, paragraph } from './text.ts'

// How somebody's role ends: they are removed, or hand over to another.

interface Leaving {
  readonly reader: Reader
  readonly place: PeoplePlace
  readonly colleague: Colleague
  /** Those who have the same role. */
  readonly others: readonly Colleague[]
  /** How many requests wait for their authority. */
  readonly outstanding: number
  readonly mistakes?: readonly Mistake[]
}

interface RemovePage extends Leaving {
  /** Why they cannot be removed. */
  readonly refusal: string | undefined
}

/** Asks whether somebody's role is to end, and says what comes of it. */
export function removePage({ refusal, ...leaving }: RemovePage): Html {
  const { reader, place, colleague, others, mistakes } = leaving
  const title = colleague.isSelf ? 'Remove yourself' : `Remove ${colleague.name}`
  return layout({
    ...{ title, reader, mistakes },
    part: place.part,
    above: place.above,
    content: column(html`
      ${heading(title)}
      ${paragraph(`${whoIs(colleague)} ${aRole(colleague)} ${place.forWhom}.`)}
      ${
        refusal === undefined
          ? html`
        ${paragraph('If you go on:')}
        ${bullets(consequences(leaving))}
        ${others.length === 0 && warningText(`Nobody else is ${aRole(colleague)} ${place.forWhom}. ${nobodyLeft[colleague.role]}`)}
        ${form({ action: `${place.acts}/${colleague.id}/remove`, content: button(title, { kind: 'warning', preventDoubleClick: true }) })}
      `
          : insetText(refusal)
      }
      ${others.length > 0 && paragraph('Or ', link(`${place.acts}/${colleague.id}/hand-over`, 'hand over their work to one person'), '.')}
      ${paragraph(link(place.list, 'Go back without removing anybody'))}
    `),
  })
}

interface HandOverPage extends Leaving {
  readonly chosen?: string | undefined
}

/** Asks who takes over, and says what comes of it. */
export function handOverPage({ chosen, ...leaving }: HandOverPage): Html {
  const { reader, place, colleague, others, mistakes } = leaving
  const title = colleague.isSelf ? 'Hand over your work' : `Hand over the work of ${colleague.name}`
  return layout({
    ...{ title, reader, mistakes },
    part: place.part,
    above: place.above,
    content: column(html`
      ${heading(title)}
      ${paragraph(`Do this when ${colleague.isSelf ? 'you leave, or stop' : 'somebody leaves, or stops'} being ${aRole(colleague)} ${place.forWhom}.`)}
      ${others.length > 0 && paragraph(`When ${colleague.isSelf ? 'you hand' : 'it is handed'} over:`)}
      ${
        others.length === 0
          ? html`
        ${insetText(`Nobody else is ${aRole(colleague)} ${place.forWhom}, so nobody can take over.`)}
        ${paragraph('Have somebody invited first, then come back. ', link(place.list, 'Go to the people'))}
      `
          : html`
        ${bullets(consequences(leaving))}
        ${form({
          action: `${place.acts}/${colleague.id}/hand-over`,
          content: html`
            ${radios({
              ...{ name: 'toMembershipId', legend: 'Who takes over?', value: chosen },
              items: others.map(({ id, name, email }) => ({ value: id, words: name, hint: email })),
              error: mistakeIn(mistakes, 'toMembershipId'),
            })}
            ${button('Hand over', { preventDoubleClick: true })}
          `,
        })}
        ${paragraph(link(place.list, 'Go back without handing over'))}
      `
      }
    `),
  })
}

const whoIs = ({ isSelf, name }: Colleague): string => (isSelf ? 'You are' : `${name} is`)

const aRole = ({ role }: Colleague): string =>
  `${role === 'analyst' || role === 'approver' ? 'an' : 'a'} ${roleWords[role]}`

const nobodyLeft: Readonly<Record<Colleague['role'], string>> = {
  officer: 'Nobody could send a return until you invite somebody.',
  signatory: 'Nobody could sign off a return.',
  analyst: 'Nobody could launch a round but approvers.',
  approver: 'Nobody could approve anything.',
}

function consequences({ place, colleague, outstanding }: Leaving): string[] {
  const { isSelf, name } = colleague
  return [
    isSelf
      ? 'Your role ends at once, and you are signed out.'
      : `${name}’s role ends at once, and they are signed out.`,
    `Systems that act in ${isSelf ? 'your' : 'their'} name are shut out.`,
    `What ${isSelf ? 'you' : 'they'} did stays in the record.`,
    ...(place.isOffice
      ? []
      : [`Returns belong to ${place.whose} and not to one person, so none is lost. ${waiting(outstanding)}`]),
  ]
}

const waiting = (outstanding: number): string =>
  outstanding === 0
    ? 'No request is outstanding just now.'
    : `${outstanding} ${outstanding === 1 ? 'request is' : 'requests are'} outstanding.`

/** What somebody sees whose own role has just ended. */
export const roleEndedPage = (reader: Reader): Html =>
  layout({
    title: 'Your role has ended',
    reader,
    content: column(html`
      ${heading('Your role has ended')}
      ${paragraph('You are signed out. What you did stays in the record, and those who are left see what is outstanding.')}
      ${paragraph('If you act for another authority too, ', link('/sign-in', 'sign in again'), '.')}
    `),
  })
