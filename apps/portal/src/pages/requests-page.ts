import type { OwnRequest } from '@rollcall/database/own-requests'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { underWay } from '@rollcall/domain/data-request'
import { isDone, isToDo, type NextStep, nextStep } from '@rollcall/domain/next-step'
import type { AuthorityViewer } from '@rollcall/domain/viewer'
import { insetText, taskList } from './components.ts'
import { dueText, isExtended } from './due.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { stepWords } from './next-steps.ts'
import { paged } from './paged.ts'
import { statusOfRequest } from './statuses.ts'
import { heading, paragraph, subheading } from './text.ts'

interface RequestsPage {
  readonly reader: Reader
  readonly role: AuthorityViewer['role']
  readonly requests: readonly OwnRequest[]
  readonly today: CalendarDate
  readonly page: number
}

interface Listed {
  readonly request: OwnRequest
  readonly next: NextStep
}

const parts = [
  { title: 'To do', has: isToDo },
  { title: 'Waiting for somebody else', has: (next: NextStep) => !isToDo(next) && !isDone(next) },
  { title: 'Done', has: isDone },
] as const

/** What an authority is asked: what needs doing first, and the soonest due first in it. */
export function requestsPage({ reader, role, requests, today, page }: RequestsPage): Html {
  const listed = requests.map((request) => ({ request, next: nextStep(request.standing, role) }))
  const inOrder = parts.flatMap(({ has }) => {
    const those = listed.filter(({ next }) => has(next))
    return has === isDone ? those : those.toSorted(soonestFirst)
  })
  const { shown, links } = paged(inOrder, { page, href: (number) => `/?page=${number}` })
  return layout({
    title: 'Your requests',
    reader,
    part: 'start',
    content: html`
      ${heading('Your requests')}
      ${requests.length === 0 && nothingAsked}
      ${parts.map(({ title, has }, at) => {
        const those = shown.filter(({ next }) => has(next))
        return (
          those.length > 0 &&
          html`${subheading(title)}${taskList(
            those.map((one) => requestTask(one, today)),
            `part-${at + 1}`,
          )}`
        )
      })}
      ${links}
    `,
  })
}

const nothingAsked = html`
  ${insetText('Nothing is asked of your authority yet.')}
  ${paragraph('When the Children’s Commissioner asks for data, it stands here.')}`

const soonestFirst = (a: Listed, b: Listed): number =>
  a.request.dueOn < b.request.dueOn ? -1 : Number(a.request.dueOn > b.request.dueOn)

const requestTask = ({ request, next }: Listed, today: CalendarDate) => ({
  title: request.title,
  href: `/data-requests/${request.id}`,
  hint: html`
    <span class="rollcall-next">${stepWords(next, request).words}</span>
    ${underWay.includes(request.state) ? 'Due' : 'Was due'} on ${dueText(request, today)}${isExtended(request) && ' (more time given)'}`,
  status: statusOfRequest[request.state],
})
