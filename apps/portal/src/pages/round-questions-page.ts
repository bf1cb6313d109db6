import type { readQuestions } from '@rollcall/actions/read-questions'
import type { listAnswers } from '@rollcall/database/questions'
import type { RoundId } from '@rollcall/domain/ids'
import { type RoundState, roundAllows } from '@rollcall/domain/round-life'
import { counted } from '@rollcall/domain/text'
import { publishedAnswers } from './asked-page.ts'
import { button, insetText, momentText, tag } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { paged } from './paged.ts'
import { ofRound } from './round-parts.ts'
import { column, heading, paragraph, subheading } from './text.ts'
import { written } from './written.ts'

type Question = Awaited<ReturnType<typeof readQuestions>>[number]

interface RoundQuestionsPage {
  readonly reader: Reader
  readonly round: { readonly id: RoundId; readonly title: string; readonly state: RoundState }
  /** Oldest first. */
  readonly questions: readonly Question[]
  readonly answers: Awaited<ReturnType<typeof listAnswers>>
  /** Of the questions, counted from 1. */
  readonly page: number
  readonly done?: string | undefined
}

/** What the authorities of a round have asked, and what was answered to all. */
export function roundQuestionsPage(read: RoundQuestionsPage): Html {
  const { reader, round, questions, answers, page, done } = read
  const address = `/rounds/${round.id}/questions`
  const waiting = questions.filter(({ answerIds }) => answerIds.length === 0)
  const answered = questions.filter(({ answerIds }) => answerIds.length > 0).toReversed()
  const { shown, links } = paged([...waiting, ...answered], {
    ...{ page, size: 20 },
    href: (number) => `${address}?page=${number}`,
  })
  return layout({
    title: 'Questions and answers',
    reader,
    part: 'start',
    ...ofRound(round, 'questions'),
    done,
    content: column(html`
      ${heading('Questions and answers')}
      ${paragraph('An answer goes to every authority of the round, so that all know the same. Who asked is told to nobody.')}
      ${mayAnswer(round) && button('Publish an answer', { href: `${address}/publish` })}
      ${subheading('What was asked')}
      ${paragraph(questions.length === 0 ? 'No authority has asked anything yet.' : `${counted(questions.length, 'question')}; ${waiting.length === 0 ? 'every one has' : `${waiting.length} of them ${waiting.length === 1 ? 'has' : 'have'} not`} been answered${waiting.length === 0 ? '' : ' yet, oldest first'}.`)}
      ${shown.map((question) => asked(question, read))}
      ${links}
      ${subheading('What was answered to all')}
      ${publishedAnswers(answers)}
    `),
  })
}

/** Whether answers can be published in this round. */
export const mayAnswer = ({ state }: { readonly state: RoundState }): boolean =>
  roundAllows(state, 'work on returns')

function asked(question: Question, { round, answers }: RoundQuestionsPage): Html {
  const own = answers.filter(({ id }) => question.answerIds.includes(id))
  const { authority, id } = question
  return html`
    <h3 class="govuk-heading-s">${authority} ${tag(own.length > 0 ? { words: 'Answered', colour: 'green' } : { words: 'To answer', colour: 'yellow' })}</h3>
    ${insetText(questionWords(question))}
    ${own.length > 0 && paragraph('Answered under ', own.map((answer) => `“${answer.question}”`).join(' and '), '.')}
    ${mayAnswer(round) && paragraph(html`<a class="govuk-link" href="/questions/${id}/publish">${own.length > 0 ? 'Publish another answer' : 'Answer'}<span class="govuk-visually-hidden"> to the question of ${authority}</span></a>`)}`
}

/** What somebody asked, with who and when. */
export const questionWords = ({ text, askedBy, askedAt }: Question): Html => html`
  ${text === null ? paragraph('What was asked has been destroyed, as the record must not be kept longer.') : written(text)}
  <p class="govuk-hint">Asked by ${askedBy} on ${momentText(askedAt)}.</p>`
