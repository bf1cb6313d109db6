import { type readToAccept, toAcceptOnAPage } from '@rollcall/actions/read-to-accept'
import { counted, withCommas } from '@rollcall/domain/text'
import { button, details, momentText, table } from './components.ts'
import { checkboxes, type Mistake, mistakeIn } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import type { Words } from './macros.ts'
import { pageOf } from './paged.ts'
import { returnLink } from './return-link.ts'
import { ofRound } from './round-parts.ts'
import { bullets, column, heading, link, paragraph, subheading } from './text.ts'
import { toDoAddress, toDoWords } from './to-do-words.ts'

type Read = Awaited<ReturnType<typeof readToAccept>>

interface AcceptSeveralPage extends Read {
  readonly reader: Reader
  /** Of those about which something is open, counted from 1. */
  readonly page: number
  readonly done?: Words | undefined
  readonly mistakes?: readonly Mistake[]
}

/** Every signed return that waits to be accepted: those that can be accepted together, and those to be looked at one by one. */
export function acceptSeveralPage(read: AcceptSeveralPage): Html {
  const { reader, round, counts, done, mistakes } = read
  const { title } = toDoWords.accept
  const total = counts.ready + counts.open
  return layout({
    ...{ title, reader, done, mistakes },
    part: 'start',
    ...ofRound(round, 'toDo', []),
    content: html`
      ${column(html`
        ${heading(html`<span class="govuk-caption-l">${round.title}</span> ${title}`)}
        ${paragraph(total === 0 ? 'No signed return waits to be accepted.' : `${counted(total, 'signed return')} ${total === 1 ? 'waits' : 'wait'} to be accepted. ${nothingOpenIn(counts)}`)}
        ${details('What “nothing open” means', whatItMeans)}
        ${counts.ready > 0 && html`${subheading('Accept together')}${acceptForm(read)}`}
      `)}
      ${counts.open > 0 && openPart(read)}`,
  })
}

const nothingOpenIn = ({ ready, open }: Read['counts']): string => {
  if (ready === 0)
    return `Something is open about ${open === 1 ? 'it' : 'each, so none can be accepted together with others'}.`
  return `About ${ready === 1 ? '1 of them' : `${withCommas(ready)} of them`} nothing is open.`
}

const whatItMeans = bullets([
  'Its newest version is signed off, and no question to the authority is open.',
  'It has been compared with the other returns, and none of its figures stands out.',
  'No child in it seems to be counted by another authority.',
  'Every reason that its officers gave has been looked at, or none was needed.',
])

function acceptForm({ round, ready, counts, mistakes }: AcceptSeveralPage): Html {
  const first = ready.length < counts.ready ? `The first ${ready.length} stand here. ` : ''
  return html`
    ${paragraph(`${first}Each is accepted by itself, as the version that stands here. They count in the figures from then on, and each authority is told. Take the tick off those that you want to read first.`)}
    ${form({
      action: `${toDoAddress(round.id)}/accept`,
      content: html`
        ${checkboxes({
          ...{ name: 'return', legend: 'Returns to accept', error: mistakeIn(mistakes, 'return') },
          values: ready.map(tickOf),
          items: ready.map((one) => ({
            value: tickOf(one),
            words: `${one.authority} (${one.code})`,
            hint: aboutOf(one),
          })),
        })}
        ${button('Accept those that are ticked', { preventDoubleClick: true })}`,
    })}`
}

const tickOf = ({ dataRequestId, submissionId }: Read['ready'][number]): string =>
  `${dataRequestId}.${submissionId}`

const aboutOf = ({ dataRequestId, version, kind, signedAt, authority }: Read['ready'][number]): Html =>
  html`${kind === 'nil' ? 'Nil return, version' : 'Version'} ${version}, signed off on ${momentText(signedAt)}. ${link(`/data-requests/${dataRequestId}/review`, html`Read it<span class="govuk-visually-hidden">: ${authority}</span>`)}`

function openPart({ round, open, counts, page }: AcceptSeveralPage): Html {
  const { from, to, links } = pageOf(counts.open, {
    ...{ page, size: toAcceptOnAPage },
    href: (number) => `${toDoAddress(round.id)}/accept?page=${number}`,
  })
  return html`
    ${column(html`
      ${subheading('To be looked at one by one')}
      ${paragraph(`Showing ${withCommas(from + 1)} to ${withCommas(to)} of ${withCommas(counts.open)}. Who signed first stands first.`)}
    `)}
    <div class="rollcall-board">${table({
      caption: 'Something is open about these',
      captionSize: 's',
      head: [{ words: 'Authority' }, { words: 'Signed off' }, { words: 'What is open' }],
      rows: open.map(({ dataRequestId, authority, code, signedAt, why }) => [
        returnLink(dataRequestId, authority, code),
        momentText(signedAt),
        why.join(' '),
      ]),
    })}</div>
    ${links}`
}
