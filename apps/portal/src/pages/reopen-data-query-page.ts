import { mayBeAskedAbout } from '@rollcall/domain/request-life'
import { answerByInput, type TypedAnswerBy } from './answer-by.ts'
import { button, insetText } from './components.ts'
import { aroundQuestions, type DataQueryPage } from './data-query-pages.ts'
import { mistakeIn, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import { notKept } from './not-kept.ts'
import { column, heading, link, paragraph } from './text.ts'

interface ReopenDataQueryPage extends DataQueryPage {
  readonly answerBy?: TypedAnswerBy
}

/** Where the office opens a closed question again, with what is still not answered. */
export function reopenDataQueryPage(page: ReopenDataQueryPage): Html {
  const { reader, query, mistakes, text } = page
  const title = 'Open the question again'
  const back = `/data-queries/${query.id}`
  const refusal = whyNot(page)
  return layout({
    ...{ title, reader, mistakes },
    part: 'start',
    ...aroundQuestions(page, [{ text: 'Question to an authority', href: back }]),
    content: column(html`
      ${heading(title)}
      ${refusal === undefined ? againForm(page) : html`${insetText(refusal)}${notKept([text])}`}
      ${paragraph(link(back, 'Back to the question'))}
    `),
  })
}

function whyNot({ query, request }: ReopenDataQueryPage): string | undefined {
  if (query.closedAt === null) return 'This question is open.'
  return mayBeAskedAbout(request.state)
    ? undefined
    : 'The return is not signed off, so nothing can be asked about it now.'
}

const againForm = ({ query, mistakes, text, answerBy }: ReopenDataQueryPage): Html => html`
  ${paragraph(`It is about: ${query.place}. The authority is told, and reads what you write. The return cannot be accepted before the question is closed.${query.about.kind === 'rule' ? ' The reasons that its closing accepted are refused again.' : ''}`)}
  ${form({
    action: `/data-queries/${query.id}/reopen`,
    content: html`
      ${textarea({
        ...{ name: 'text', label: 'What is still to be answered?', rows: 6, value: text },
        hint: '4,000 characters at most. Do not write the name of a child.',
        error: mistakeIn(mistakes, 'text'),
      })}
      ${answerByInput(mistakes, answerBy)}
      ${button('Open it again', { preventDoubleClick: true })}`,
  })}`
