import type { OwnRequest } from '@rollcall/database/own-requests'
import { inWords } from '@rollcall/domain/calendar-date'
import type { RequestNotice } from '@rollcall/domain/request-notice'
import { insetText } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { noticePart } from './notice-parts.ts'
import { column, heading, link, paragraph } from './text.ts'

interface NoticePage {
  readonly reader: Reader
  readonly request: OwnRequest
  readonly notice: RequestNotice
}

/** The formal request that an authority was sent, word for word. */
export function noticePage({ reader, request, notice }: NoticePage): Html {
  const { id, title, dueOn } = request
  const isMoved = notice.facts.some(({ name, value }) => name === 'Due' && value !== inWords(dueOn))
  return layout({
    title: 'The formal request',
    reader,
    part: 'start',
    above: [{ text: title, href: `/data-requests/${id}` }],
    content: html`
      ${column(html`
        ${heading('The formal request')}
        ${isMoved && insetText(`This is the request as it was issued. Your return is now due on ${inWords(dueOn)}.`)}
      `)}
      ${noticePart(notice)}
      ${column(paragraph(link(`/data-requests/${id}/asked`, 'What is asked, question by question')))}
    `,
  })
}
