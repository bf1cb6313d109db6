import type { readToDo, readToDoOf } from '@rollcall/actions/read-to-do'
import { toDoOnAPage } from '@rollcall/actions/read-to-do'
import type { WordingToApprove } from '@rollcall/actions/read-wordings'
import { counted, withCommas } from '@rollcall/domain/text'
import type { ToDoGroup } from '@rollcall/domain/to-do'
import { askSeveralAddress } from './ask-several-address.ts'
import { dayText, details, insetText, momentText, table, taskList } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { type Live, livePart } from './live.ts'
import type { Words } from './macros.ts'
import { pageOf } from './paged.ts'
import { ofRound } from './round-parts.ts'
import { bullets, column, heading, link, paragraph } from './text.ts'
import { toDoAddress, toDoWords } from './to-do-words.ts'
import { wordingsToApprove } from './wordings-to-approve.ts'

type ToDo = Awaited<ReturnType<typeof readToDo>>
type Waiting = NonNullable<ToDo['groups'][number]['first']>

interface ToDoPage extends ToDo {
  /** What waits for this reader in no round. */
  readonly wordings: readonly WordingToApprove[]
  readonly reader: Reader
  readonly live: Live
  readonly done?: Words | undefined
}

/** What in a round waits for somebody of the office, by what has to be done. */
export function toDoPage({ reader, live, round, groups, wordings, done }: ToDoPage): Html {
  const waits = groups.filter(({ count }) => count > 0)
  const total = waits.reduce((sum, { count }) => sum + count, 0)
  return layout({
    title: `To do: ${round.title}`,
    reader,
    part: 'start',
    done,
    ...ofRound(round, 'toDo'),
    live,
    content: html`
      ${column(heading(html`<span class="govuk-caption-l">${round.title}</span> To do`))}
      ${livePart(
        'waiting',
        html`${column(html`${round.state === 'draft' ? insetText('The requests of this round have not been issued yet, so nothing can wait.') : paragraph(total === 0 ? 'Nothing in this round waits for the office.' : `${counted(total, 'thing')} ${total === 1 ? 'waits' : 'wait'} for somebody of the office.`)}`)}
      ${
        waits.length > 0 &&
        taskList(
          waits.map(({ group, count, first }) => ({
            title: toDoWords[group].title,
            href: `/rounds/${round.id}${toDoWords[group].all}`,
            hint: html`${first && html`Longest: ${first.authority !== null && `${first.authority}, `}${sinceOf(first, group)}.`}`,
            status: { words: withCommas(count), colour: toDoWords[group].colour },
          })),
        )
      }
      ${nothingIn({ round, groups })}
      ${wordingsToApprove(wordings)}`,
      )}
      ${round.state !== 'draft' && column(paragraph(link(askSeveralAddress(round.id), 'Ask several authorities the same question')))}`,
  })
}

/** What was looked for and not there is said too, so that nobody wonders whether it was. Its page may have what waits no more. */
const nothingIn = ({ round, groups }: Pick<ToDo, 'round' | 'groups'>): Html | false => {
  const empty = groups.filter(({ count }) => count === 0)
  if (empty.length === 0 || round.state === 'draft') return false
  return details(
    `${counted(empty.length, 'kind')} of which nothing waits`,
    bullets(
      empty.map(({ group: kind }) =>
        link(`/rounds/${round.id}${toDoWords[kind].all}`, toDoWords[kind].title),
      ),
    ),
  )
}

const sinceOf = ({ since, dueOn }: Waiting, group: ToDoGroup): Html =>
  group === 'overdue' && dueOn ? html`due on ${dayText(dueOn)}` : html`since ${momentText(since)}`

interface ToDoGroupPage extends Awaited<ReturnType<typeof readToDoOf>> {
  readonly reader: Reader
  readonly live: Live
  readonly group: ToDoGroup
  readonly page: number
}

/** Everything of one kind that waits, longest first. */
export function toDoGroupPage(given: ToDoGroupPage): Html {
  const { reader, live, round, group, count, items, page } = given
  const { title, means, one } = toDoWords[group]
  const address = `${toDoAddress(round.id)}/${group}`
  const { from, to, links } = pageOf(count, {
    ...{ page, size: toDoOnAPage },
    href: (number) => `${address}?page=${number}`,
  })
  const isDated = items.some(({ dueOn }) => dueOn !== null)
  return layout({
    title,
    reader,
    part: 'start',
    ...ofRound(round, 'toDo', []),
    live,
    content: html`
      ${column(html`
        ${heading(html`<span class="govuk-caption-l">${round.title}</span> ${title}`)}
        ${paragraph(means)}
      `)}
      ${livePart(
        'waiting',
        html`${column(paragraph(count === 0 ? 'There are none now.' : `Showing ${withCommas(from + 1)} to ${withCommas(to)} of ${withCommas(count)}, longest first.`))}
      ${
        count > 0 &&
        html`<div class="rollcall-board">${table({
          caption: title,
          captionSize: 's',
          head: [
            { words: 'Authority' },
            { words: 'Waiting since' },
            ...(isDated ? [{ words: 'To be answered by' }] : []),
          ],
          rows: items.map(({ id, authority, code, since, dueOn }) => [
            html`${link(one(id), authority ?? 'The round')} <span class="rollcall-aside">${code ?? ''}</span>`,
            momentText(since),
            ...(isDated ? [dueOn ? dayText(dueOn) : '–'] : []),
          ]),
        })}</div>`
      }
      ${links}`,
      )}`,
  })
}
