import type { readNotice } from '@rollcall/actions/read-notice'
import type { OwnRequest } from '@rollcall/database/own-requests'
import { inWords } from '@rollcall/domain/calendar-date'
import { insetText } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { noticePart } from './notice-parts.ts'
import { column, heading, link, paragraph } from './text.ts'

interface NoticePage extends Awaited<ReturnType<typeof readNotice>> {
  readonly reader: Reader
  readonly request: OwnRequest
  /** Whether letters can be had as PDF files here. */
  readonly hasPdf: boolean
}

/** The formal request that an authority was sent, word for word. */
export function noticePage({ reader, request, notice, letter, hasPdf }: NoticePage): Html {
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
        ${letter && paragraph(html`Our reference is <strong>${letter.reference}</strong>. ${link(`/letters/${letter.letterId}`, 'Open it as a letter')}${hasPdf && html`, or ${link(`/letters/${letter.letterId}.pdf`, 'save it as a PDF')}`}.`)}
        ${isMoved && insetText(`This is the request as it was issued. Your return is now due on ${inWords(dueOn)}.`)}
      `)}
      ${noticePart(notice)}
      ${column(paragraph(link(`/data-requests/${id}/asked`, 'What is asked, question by question')))}
    `,
  })
}
