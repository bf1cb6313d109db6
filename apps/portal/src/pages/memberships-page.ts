import { inRole, roleWords } from '@rollcall/actions/role-words'
import type { Member } from '@rollcall/domain/viewer'
import { button, tag } from './components.ts'
import { hidden } from './fields.ts'
import { type Html, html } from './html.ts'
import { actingAs, layout, type Reader } from './layout.ts'
import { column, heading, paragraph } from './text.ts'

interface OneMembership {
  readonly id: string
  readonly role: Member['role']
  readonly authority: string | null
}

interface MembershipsPage {
  readonly reader: Reader
  readonly memberships: readonly OneMembership[]
  /** The id of the one in use. */
  readonly inUse: string
}

const account = { text: 'Your account', href: '/account' }

/** Where somebody who may act for several authorities says for which. */
export function membershipsPage({ reader, memberships, inUse }: MembershipsPage): Html {
  return layout({
    title: 'Who you act for',
    reader,
    part: 'account',
    above: [account],
    content: column(html`
      ${heading('Who you act for')}
      ${paragraph('You act for one at a time. What you have open in other tabs stays with the one it was opened for, and is not sent for another.')}
      <ul class="govuk-list rollcall-memberships">${memberships.map((membership) => html`<li>${choice(membership, inUse)}</li>`)}</ul>
    `),
  })
}

function choice({ id, role, authority }: OneMembership, inUse: string): Html {
  const whose = authority ?? 'The Commissioner’s office'
  return html`
    <h2 class="govuk-heading-m">${whose}${id === inUse && html` ${tag({ words: 'In use', colour: 'green' })}`}</h2>
    ${paragraph(`As ${roleWords[role]}`)}
    ${id !== inUse && switchForm({ membershipId: id, words: `Act as ${inRole({ role, authority })}` })}`
}

interface SwitchForm {
  readonly membershipId: string
  readonly words: Html | string
  /** Where it leads; the start page unless it is said. */
  readonly next?: string
  readonly isInNewTab?: boolean
}

/** Done for whoever is signed in, whatever they act as: so it is bound to no membership. */
export const switchForm = ({ membershipId, words, next, isInNewTab = false }: SwitchForm): Html => html`
  <form method="post" action="/account/memberships"${isInNewTab && html` target="_blank" rel="noopener"`}>
    ${hidden('membershipId', membershipId)}
    ${next !== undefined && hidden('next', next)}
    ${button(isInNewTab ? html`${words} (opens in a new tab)` : words, { preventDoubleClick: true })}
  </form>`

/** What a tab says that was opened only to sign in again, or to act for another. */
export const readyPage = (reader: Reader): Html =>
  layout({
    title: 'You can go on',
    reader,
    part: 'account',
    above: [account],
    content: column(html`
      ${heading('You can go on')}
      ${paragraph('Go back to the tab that has what you typed, and send it. You can close this one.')}
    `),
  })

/** Says that what somebody opened is there, but belongs to another authority that they may act for. */
export function elsewherePage({
  reader,
  membership,
  next,
}: {
  reader: Reader
  membership: OneMembership
  next: string
}): Html {
  const whose = membership.authority ?? 'the Commissioner’s office'
  const { person } = reader
  return layout({
    title: `Problem: This page belongs to ${whose}`,
    reader,
    content: column(html`
      ${heading(`This page belongs to ${whose}`)}
      ${person && paragraph(html`You now act as ${actingAs(person)}, so you cannot see it.`)}
      ${switchForm({ membershipId: membership.id, words: `Act for ${whose}`, next })}
      ${paragraph('Or stay, and go to ', html`<a class="govuk-link" href="/">your start page</a>`, '.')}
    `),
  })
}
