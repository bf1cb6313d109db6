import type { readQuestions } from '@rollcall/actions/read-questions'
import type { OwnRequest } from '@rollcall/database/own-requests'
import type { listAnswers } from '@rollcall/database/questions'
import { counted } from '@rollcall/domain/text'
import { publishedAnswers } from './asked-page.ts'
import { button, insetText, momentText, warningText } from './components.ts'
import { contactText } from './contact.ts'
import { type Mistake, mistakeIn, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { column, heading, paragraph, subheading } from './text.ts'
import { written } from './written.ts'

interface QuestionsPage {
  readonly reader: Reader
  readonly request: OwnRequest
  readonly answers: Awaited<ReturnType<typeof listAnswers>>
  /** What this authority has asked, newest first. */
  readonly questions: Awaited<ReturnType<typeof readQuestions>>
  readonly done?: string | undefined
  readonly mistakes?: readonly Mistake[]
  /** What was typed into the form that is given back. */
  readonly typed?: string | undefined
}

/** What has been answered to everybody, what this authority has asked, and a form to ask. */
export function questionsPage(page: QuestionsPage): Html {
  const { reader, request, answers, questions, done, mistakes, typed } = page
  return layout({
    title: 'Questions and answers',
    reader,
    part: 'start',
    above: [{ text: request.title, href: `/data-requests/${request.id}` }],
    done,
    mistakes,
    content: column(html`
      ${heading('Questions and answers')}
      ${paragraph('These are about what is asked. If something does not work, ', html`<a class="govuk-link" href="/help">get help</a>`, '.')}
      ${subheading('Has somebody asked this already?')}
      ${publishedAnswers(answers)}
      ${questions.length > 0 && html`${subheading('What your authority has asked')}${questions.map((question) => asked(question, answers))}`}
      ${subheading('Ask a question')}
      ${
        request.roundState === 'archived'
          ? insetText(html`This round is over. Write to ${contactText(request.contact)}.`)
          : form({
              action: `/data-requests/${request.id}/questions`,
              content: html`
                ${warningText('Do not write anything about a child: no name, no date of birth, no identifier, no address.')}
                ${textarea({
                  ...{ name: 'text', label: 'Your question', rows: 5, value: typed },
                  hint: 'The office answers by publishing an answer that every authority can read. It does not say who asked.',
                  error: mistakeIn(mistakes, 'text'),
                })}
                ${button('Send the question', { preventDoubleClick: true })}
              `,
            })
      }
    `),
  })
}

function asked(
  { text, askedBy, askedAt, answerIds }: QuestionsPage['questions'][number],
  answers: QuestionsPage['answers'],
): Html {
  const since = answers.filter(({ publishedAt }) => publishedAt > askedAt).length
  const own = answers.filter(({ id }) => answerIds.includes(id))
  const answered =
    own.length > 0
      ? `Answered above, under ${own.map(({ question }) => `“${question}”`).join(' and ')}.`
      : since === 0
        ? 'The office has published no answer since.'
        : `The office has published ${counted(since, 'answer')} since. Look above.`
  return insetText(html`
    ${text === null ? paragraph('What was asked has been destroyed, as the record must not be kept longer.') : written(text)}
    <p class="govuk-hint">Asked by ${askedBy} on ${momentText(askedAt)}. ${answered}</p>`)
}
