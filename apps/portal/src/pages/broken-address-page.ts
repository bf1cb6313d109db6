import type { ReadBrokenAddress } from '@rollcall/actions/read-post'
import { inRole } from '@rollcall/actions/role-words'
import { button, insetText, momentText, type SummaryRow, summaryList, warningText } from './components.ts'
import type { Mistake } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { messagesCrumb } from './messages-parts.ts'
import { authorityAddress } from './people-place.ts'
import { bullets, column, heading, link, paragraph, subheading } from './text.ts'

interface BrokenAddressPage {
  readonly reader: Reader
  readonly broken: ReadBrokenAddress
  readonly done?: string | undefined
  readonly mistakes?: readonly Mistake[]
}

/** Somebody who cannot be reached: why, what was done about it, and what can be. */
export function brokenAddressPage({ reader, broken, done, mistakes }: BrokenAddressPage): Html {
  const { person, clearedAt, address, email, id } = broken
  const holds = clearedAt === null && address === email
  return layout({
    title: holds ? `${person} cannot be reached` : `An address of ${person}`,
    reader,
    part: 'messages',
    above: [messagesCrumb],
    ...{ done, mistakes },
    content: html`
      ${heading(holds ? `${person} cannot be reached` : `An address of ${person}`)}
      ${column(holds ? warningText('Nothing more is sent to this address.') : insetText(clearedAt === null ? html`This is not their address any more. Messages go to ${email}.` : 'This address works again. Messages go to it.'))}
      ${summaryList(factsOf(broken))}
      ${holds && whatToDo(broken)}
      ${
        holds &&
        column(html`
          ${subheading('If the address works again')}
          ${paragraph('Say so only if you know it: you have had an answer from it, or their IT department says so. Messages go to it from then on. What came back before is sent again only if you ask for it, message by message.')}
          ${form({ action: `/addresses/${id}/works`, content: button('This address works again', { kind: 'secondary' }) })}`)
      }`,
  })
}

function factsOf(broken: ReadBrokenAddress): SummaryRow[] {
  const { address, fault, said, foundAt, messageId, roles, clearedAt, clearedByName } = broken
  return [
    { key: 'Address', value: address },
    {
      key: 'What they are',
      value:
        roles.length === 0
          ? 'They have no role any more'
          : html`${roles.map(({ role, authority, authorityCode }, at) => html`${at > 0 && html`<br>`}${inRole({ role, authority })}${authorityCode !== null && html` (${link(authorityAddress(authorityCode), authorityCode)})`}`)}`,
    },
    {
      key: 'What happened',
      value: html`${fault === 'came back' ? 'A message came back' : 'A message was reported as spam'} on ${momentText(foundAt)}${messageId !== null && html`: ${link(`/messages/${messageId}`, 'see it')}`}`,
    },
    ...(said === null ? [] : [{ key: 'What was said', value: html`<code>${said}</code>` }]),
    ...(clearedAt === null
      ? []
      : [{ key: 'Works again', value: html`${clearedByName} said so on ${momentText(clearedAt)}` }]),
  ]
}

function whatToDo({ roles, person }: ReadBrokenAddress): Html | false {
  const authorities = new Map(
    roles.flatMap(({ authorityCode, authority }) =>
      authorityCode === null ? [] : [[authorityCode, authority ?? authorityCode] as const],
    ),
  )
  if (authorities.size === 0) return false
  const each = (words: string, ending = '') =>
    [...authorities].map(
      ([code, name], at) =>
        html`${at > 0 && ', '}${link(`${authorityAddress(code)}${ending}`, `${words} ${name}`)}`,
    )
  return column(html`
    ${subheading('What to do')}
    ${paragraph('Their colleagues who can be reached have been asked to name somebody else.')}
    ${bullets([
      `Ring the authority, and ask who does the work of ${person} now.`,
      html`Invite that person, and remove ${person}: ${each('people of')}`,
      html`See what else was written to them: ${each('messages to', '/messages')}`,
    ])}`)
}
